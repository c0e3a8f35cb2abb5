namespace Expectations.Hosting.Pages;

/// <summary>What goes in the next 90 days, and what does not.</summary>
public sealed record Outbox
{
    /// <summary>The project it is about; none for all.</summary>
    public ProjectName? Project { get; init; }

    /// <summary>The standing reasons why something does not go.</summary>
    public required ImmutableArray<OutboxNote> Notes { get; init; }

    /// <summary>The days ahead, those with something on them.</summary>
    public required ImmutableArray<OutboxDay> Days { get; init; }

    /// <summary>Whether there are more projects than are shown.</summary>
    public bool IsCut { get; init; }

    /// <summary>What was just done; none where nothing was.</summary>
    public string? Done { get; init; }
}

/// <summary>A standing reason why something does not go.</summary>
/// <param name="Project">Of which project.</param>
/// <param name="Text">The reason.</param>
/// <param name="Href">Page where it can be reviewed; none where there is nothing to review.</param>
public sealed record OutboxNote(ProjectName Project, string Text, string? Href = null);

/// <summary>A day with something on it.</summary>
/// <param name="Title">The day in words.</param>
/// <param name="Lines">What is on it, in order of time.</param>
public sealed record OutboxDay(string Title, ImmutableArray<OutboxLine> Lines);

/// <summary>One letter that goes, or a report that does not.</summary>
public sealed record OutboxLine
{
    /// <summary>Of which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>Zone the time is shown in: that of the receiver.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>To whom; none where it goes to nobody.</summary>
    public string? Whom { get; init; }

    /// <summary>What it is.</summary>
    public required string What { get; init; }

    /// <summary>Why, or why not.</summary>
    public required ImmutableArray<string> Why { get; init; }

    /// <summary>What becomes of it.</summary>
    public required OutboxFate Fate { get; init; }

    /// <summary>Page with the whole letter; none where there is none yet.</summary>
    public string? Href { get; init; }

    /// <summary>Period to hold, on the first line of the next report; none elsewhere.</summary>
    public string? Holdable { get; init; }

    /// <summary>Proof for the form, where the report can be held.</summary>
    public string? Nonce { get; init; }
}

/// <summary>What becomes of something in the outbox.</summary>
public enum OutboxFate
{
    /// <summary>It is decided and being delivered.</summary>
    OnItsWay,

    /// <summary>It goes if nothing changes any more.</summary>
    Goes,

    /// <summary>It waits for the manager.</summary>
    Waits,

    /// <summary>It does not go.</summary>
    LeftOut,
}
