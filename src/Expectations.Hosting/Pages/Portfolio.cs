namespace Expectations.Hosting.Pages;

/// <summary>A project by name, for headings and links.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Name as the client knows it.</param>
/// <param name="HasHeldReport">Whether a report waits for the manager.</param>
public sealed record ProjectName(string Id, string Name, bool HasHeldReport);

/// <summary>All projects at a glance.</summary>
/// <param name="Cards">One a project.</param>
/// <param name="After">Where the next page starts; none on the last.</param>
/// <param name="Done">What was just done; none where nothing was.</param>
public sealed record Portfolio(ImmutableArray<ProjectCard> Cards, string? After, string? Done);

/// <summary>One project at a glance.</summary>
public sealed record ProjectCard
{
    /// <summary>Which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Name of the client.</summary>
    public required string Client { get; init; }

    /// <summary>When reports are due, in words.</summary>
    public required string Cadence { get; init; }

    /// <summary>State in words.</summary>
    public required string Health { get; init; }

    /// <summary>Class of the state's colour; the words say the same.</summary>
    public required string Colour { get; init; }

    /// <summary>When the last report went, in words.</summary>
    public required string LastReport { get; init; }

    /// <summary>When the next report goes, or why none does, in words.</summary>
    public required string NextReport { get; init; }

    /// <summary>The milestone to come and how likely its date is, in words; none where all are reached.</summary>
    public required string? NextMilestone { get; init; }

    /// <summary>Warnings that stand.</summary>
    public required int Warnings { get; init; }

    /// <summary>What waits for the manager.</summary>
    public required ImmutableArray<WaitingItem> Waiting { get; init; }

    /// <summary>Tasks done.</summary>
    public required int Done { get; init; }

    /// <summary>Tasks in all.</summary>
    public required int InAll { get; init; }

    /// <summary>Whether the project is paused.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>Proof for forms about this project.</summary>
    public required string Nonce { get; init; }
}

/// <summary>Something that waits for the manager.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Action">Words on the link or button.</param>
/// <param name="Href">Where the link leads; none makes it a button, or nothing.</param>
/// <param name="Request">What the button asks for.</param>
public sealed record WaitingItem(
    string Text, string? Action = null, string? Href = null, string? Request = null);
