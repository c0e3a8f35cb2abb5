namespace Expectations.Core.Projects;

/// <summary>The versioned set of expectations client and team agreed on.</summary>
public sealed record Baseline
{
    /// <summary>Version, counted from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What the project is for.</summary>
    public ImmutableArray<string> Goals { get; init; } = [];

    /// <summary>What is handed over.</summary>
    public ImmutableArray<Deliverable> Deliverables { get; init; } = [];

    /// <summary>Stated limits.</summary>
    public ImmutableArray<string> Boundaries { get; init; } = [];

    /// <summary>Dated deliveries.</summary>
    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    /// <summary>What the client wants, to be ranked by value against effort.</summary>
    [AddedLater]
    public ImmutableArray<Requirement> Requirements { get; init; } = [];

    /// <summary>Effort there is room for; none where nothing is ranked.</summary>
    public int? Capacity { get; init; }

    /// <summary>
    /// Working days after which a delivered milestone nobody answers about counts as accepted; none for never.
    /// </summary>
    public int? DeemedAcceptedAfterDays { get; init; }
}

/// <summary>Something handed over, and how one knows that it is done.</summary>
public sealed record Deliverable
{
    /// <summary>What is handed over.</summary>
    public required string Name { get; init; }

    /// <summary>Conditions under which the client accepts it.</summary>
    public ImmutableArray<string> AcceptanceCriteria { get; init; } = [];

    /// <summary>Rounds of feedback planned to get there.</summary>
    public int Iterations { get; init; } = 1;

    /// <summary>Milestone with which it is handed over; none where it belongs to none.</summary>
    public string? Milestone { get; init; }
}

/// <summary>A dated delivery, mapped to a bucket or a label of the plan.</summary>
public sealed record Milestone
{
    /// <summary>Identity within the project.</summary>
    public required string Id { get; init; }

    /// <summary>Name as the client knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Agreed date in the project's zone.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Name of the Planner bucket whose tasks make up the milestone.</summary>
    public string? Bucket { get; init; }

    /// <summary>Planner label whose tasks make up the milestone, for example <c>category1</c>.</summary>
    public string? Label { get; init; }
}
