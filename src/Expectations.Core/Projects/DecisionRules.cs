namespace Expectations.Core.Projects;

/// <summary>How the client is asked to decide. Days are working days of the client unless said otherwise.</summary>
public sealed record DecisionRules
{
    /// <summary>Asks the client to sign the baseline, and each later version of it.</summary>
    public bool SignBaseline { get; init; } = true;

    /// <summary>Asks the client to confirm each milestone that is reached.</summary>
    public bool ConfirmMilestones { get; init; } = true;

    /// <summary>Whose word is enough.</summary>
    public Quorum Quorum { get; init; }

    /// <summary>Calendar days a link works; a fresh one is mailed on request.</summary>
    public int LinkDays { get; init; } = 14;

    /// <summary>Minutes a decision can be taken back before it takes effect; 0 makes it final at once.</summary>
    public int UndoMinutes { get; init; } = 10;

    /// <summary>
    /// Days after delivery on which those who have not answered are reminded; up to two days sooner where they are
    /// reminded of something else.
    /// </summary>
    public ImmutableArray<int> RemindAfterDays { get; init; } = [3, 6];

    /// <summary>Days after delivery after which the stand-in may decide as well and the manager is told.</summary>
    public int StandInAfterDays { get; init; } = 8;

    /// <summary>Days after delivery after which the sponsor is told.</summary>
    public int SponsorAfterDays { get; init; } = 11;

    /// <summary>Days after delivery after which the question is closed without an answer.</summary>
    public int LapseAfterDays { get; init; } = 20;

    /// <summary>Days by which a date must move for the decision to need a code mailed at that moment.</summary>
    public int HighImpactDays { get; init; } = 10;

    /// <summary>Cost from which on a decision needs a code mailed at that moment; none for never.</summary>
    public decimal? HighImpactCost { get; init; }

    /// <summary>
    /// Mail domains a decision may be passed on to, besides that of whoever passes it on.
    /// </summary>
    public ImmutableArray<string> PassOnDomains { get; init; } = [];

    /// <summary>Tasks outside what was signed after which a change is drafted; fewer are collected.</summary>
    public int ScopeThreshold { get; init; } = 5;
}

/// <summary>Whose word is enough for a decision.</summary>
public enum Quorum
{
    /// <summary>The first decider to answer decides.</summary>
    One,

    /// <summary>All deciders have to agree; one who rejects blocks.</summary>
    All,
}

/// <summary>Something the client wants, to be weighed against the effort of it.</summary>
public sealed record Requirement
{
    /// <summary>Identity within the project.</summary>
    public required string Id { get; init; }

    /// <summary>What is wanted.</summary>
    public required string Name { get; init; }

    /// <summary>Effort as the team rates it, in the unit of the baseline's capacity.</summary>
    public int Effort { get; init; } = 1;

    /// <summary>MoSCoW class; none where it follows from value and effort alone.</summary>
    public Moscow? Class { get; init; }
}

/// <summary>How badly something is wanted (MoSCoW, DSDM).</summary>
public enum Moscow
{
    /// <summary>Without it the delivery is worth nothing.</summary>
    Must,

    /// <summary>Important, but the delivery works without.</summary>
    Should,

    /// <summary>Welcome where there is room.</summary>
    Could,

    /// <summary>Not this time.</summary>
    Wont,
}

/// <summary>Where a promise comes from.</summary>
public enum PromiseOrigin
{
    /// <summary>The client takes it for granted.</summary>
    ClientAssumption,

    /// <summary>It was said to win the work.</summary>
    SalesPromise,

    /// <summary>Others on the market have it.</summary>
    MarketComparison,

    /// <summary>The contract says so.</summary>
    Contract,

    /// <summary>An approved change says so.</summary>
    Change,
}

/// <summary>One commitment, as it was made.</summary>
public sealed record StatedPromise
{
    /// <summary>Identity within the project.</summary>
    public required string Id { get; init; }

    /// <summary>What is expected.</summary>
    public required string Statement { get; init; }

    /// <summary>Where it comes from.</summary>
    public required PromiseOrigin Origin { get; init; }

    /// <summary>What exactly was promised, for example a number or a date; none where the statement says it.</summary>
    public string? Value { get; init; }

    /// <summary>Milestone whose date it is about; none where it is about something else.</summary>
    public string? Milestone { get; init; }

    /// <summary>Deliverable, requirement or contract clause that backs it; none flags it for the kick-off.</summary>
    public string? Backing { get; init; }
}
