using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Hosting.Pages.Decisions;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>All a manager needs to know of what may break a promise.</summary>
public sealed record RiskBoard
{
    /// <summary>Which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Whether the project warns at all.</summary>
    public required bool Warns { get; init; }

    /// <summary>Warnings that last.</summary>
    public required ImmutableArray<BoardWarning> Open { get; init; }

    /// <summary>Tasks that are likely to be late; none where nobody asks.</summary>
    public LateTasks? LateTasks { get; init; }

    /// <summary>The register by probability and impact.</summary>
    public required RiskPicture Register { get; init; }

    /// <summary>How good the warnings have been.</summary>
    public required TrackRecord Record { get; init; }

    /// <summary>Milestones that ended, with the warnings about them, the newest first.</summary>
    public required ImmutableArray<BoardLine> Judged { get; init; }

    /// <summary>Warnings that are over, the newest first.</summary>
    public required ImmutableArray<BoardLine> Cleared { get; init; }

    /// <summary>How late milestones of all projects were.</summary>
    public required OwnCases Cases { get; init; }

    /// <summary>Milestones a risk can threaten.</summary>
    public required ImmutableArray<Milestone> Milestones { get; init; }

    /// <summary>First day until which a warning can rest.</summary>
    public required LocalDate Tomorrow { get; init; }

    /// <summary>Proof for the forms.</summary>
    public required string Nonce { get; init; }

    /// <summary>What was just done; none where nothing was.</summary>
    public string? Done { get; init; }
}

/// <summary>An open warning on the board.</summary>
public sealed record BoardWarning
{
    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of warning, about which milestone.</summary>
    public required string Title { get; init; }

    /// <summary>The figures behind it.</summary>
    public required string Why { get; init; }

    /// <summary>Since when, how far up, and what happens next.</summary>
    public required string Standing { get; init; }

    /// <summary>What keeps it from the client; none where nothing does.</summary>
    public string? Missing { get; init; }

    /// <summary>The risk that says what it means; none so far.</summary>
    public Risk? Risk { get; init; }

    /// <summary>Milestone it is about.</summary>
    public string? Milestone { get; init; }

    /// <summary>Whether somebody has taken it on.</summary>
    public required bool IsAcknowledged { get; init; }

    /// <summary>Whether it can be let go to the deciders.</summary>
    public required bool CanRelease { get; init; }
}
