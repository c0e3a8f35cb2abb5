namespace Expectations.Core.Risks;

/// <summary>What a warning follows from.</summary>
public enum Signal
{
    /// <summary>A milestone's agreed date is unlikely, or the plan gives it a later one.</summary>
    LateForecast,

    /// <summary>Too many tasks of a milestone are overdue.</summary>
    OverdueTasks,

    /// <summary>Tasks wait too long for the client.</summary>
    WaitingOnClient,

    /// <summary>Decisions of the client take too long.</summary>
    SlowApproval,

    /// <summary>Those who do the work of a milestone are away before its date.</summary>
    PeopleAway,

    /// <summary>The client's pulse falls.</summary>
    PulseFalls,

    /// <summary>Work has come on top of what was signed.</summary>
    ScopeGrowth,

    /// <summary>At the pace of the last weeks a part of a milestone's work is not done by its date.</summary>
    SlowPace,

    /// <summary>Meetings eat the team's time before a milestone.</summary>
    MeetingLoad,

    /// <summary>Too many tasks of a milestone are likely to be late.</summary>
    LikelyLateTasks,
}

/// <summary>How far up a warning has gone.</summary>
public enum LadderLevel
{
    /// <summary>The manager knows.</summary>
    Manager,

    /// <summary>The deciders know.</summary>
    Decider,

    /// <summary>The sponsor knows.</summary>
    Sponsor,
}

/// <summary>A signal that was strong enough to warn of, while it lasts.</summary>
public sealed record Warning
{
    /// <summary>Identity within the project, for example <c>late-forecast-launch-1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it follows from.</summary>
    public required Signal Signal { get; init; }

    /// <summary>Milestone it is about; none where it is about the whole project.</summary>
    public string? Milestone { get; init; }

    /// <summary>When it was raised.</summary>
    public required Instant RaisedAt { get; init; }

    /// <summary>Strength in the signal's own unit: days, percent or tenths of a score.</summary>
    public int Value { get; init; }

    /// <summary>Figures behind it by name, numbers plain and dates as ISO.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>How far up it has gone.</summary>
    public LadderLevel Level { get; init; }

    /// <summary>When the clock of its rung started.</summary>
    public Instant Since { get; init; }

    /// <summary>Who has taken it on; none so far.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>Who took it on or let it rest last; none so far, or before that was kept here.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When that was.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>Day until which it rests; none where it does not.</summary>
    public LocalDate? SnoozedUntil { get; init; }

    /// <summary>Why it rests.</summary>
    public string? SnoozeReason { get; init; }

    /// <summary>Whether it was due to go up and what the client must read was missing.</summary>
    public bool Withheld { get; init; }

    /// <summary>When the signal was first seen calm again; none while it is not.</summary>
    public Instant? CalmSince { get; init; }

    /// <summary>Risk of the register that says what it means and what is done; none so far.</summary>
    public string? Risk { get; init; }

    /// <summary>Identities of those of the client who were told.</summary>
    public ImmutableArray<string> Told { get; init; } = [];
}

/// <summary>A warning that is over.</summary>
/// <param name="Warning">As it was last.</param>
/// <param name="At">When it ended.</param>
public sealed record ClearedWarning(Warning Warning, Instant At);

/// <summary>How a warning about a milestone turned out.</summary>
public enum Outcome
{
    /// <summary>The milestone was late, and the warning came at least a day before its date.</summary>
    CameTrue,

    /// <summary>
    /// The warning had ended and the milestone was reached in time: something was done, or it was noise.
    /// </summary>
    Averted,

    /// <summary>The warning stood to the end and the milestone was reached in time.</summary>
    FalseAlarm,

    /// <summary>The milestone was late, and the warning came no earlier than its date.</summary>
    TooLate,
}

/// <summary>How one warning turned out.</summary>
/// <param name="Warning">Which warning.</param>
/// <param name="Signal">What it followed from.</param>
/// <param name="DaysAhead">Calendar days it came before the agreed date.</param>
/// <param name="Outcome">How it turned out.</param>
public sealed record WarningVerdict(string Warning, Signal Signal, int DaysAhead, Outcome Outcome);

/// <summary>A milestone whose warnings have been judged.</summary>
/// <param name="Milestone">Which milestone.</param>
/// <param name="Agreed">The date it was judged by.</param>
/// <param name="Late">Whether the date was missed.</param>
/// <param name="Verdicts">How each warning about it turned out.</param>
public sealed record JudgedMilestone(
    string Milestone, LocalDate Agreed, bool Late, ImmutableArray<WarningVerdict> Verdicts);

/// <summary>All a project knows of its risks.</summary>
public sealed record RiskBook
{
    /// <summary>Risks the manager raised, by identity; they stand in place of those of the setup.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, Projects.Risk> Raised { get; init; } =
        ImmutableSortedDictionary.Create<string, Projects.Risk>(StringComparer.Ordinal);

    /// <summary>Warnings that last, by identity.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, Warning> Open { get; init; } =
        ImmutableSortedDictionary.Create<string, Warning>(StringComparer.Ordinal);

    /// <summary>Warnings that are over, in order; the newest only.</summary>
    [AddedLater]
    public ImmutableArray<ClearedWarning> Cleared { get; init; } = [];

    /// <summary>Milestones whose warnings have been judged, in order; the newest only.</summary>
    [AddedLater]
    public ImmutableArray<JudgedMilestone> Judged { get; init; } = [];

    /// <summary>How often each signal has warned of each milestone.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, int> Count { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Since when each open task waits for the client, in the project's zone.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, LocalDate> WaitingSince { get; init; } =
        ImmutableSortedDictionary.Create<string, LocalDate>(StringComparer.Ordinal);

    /// <summary>Milestones found in the plan when their date had come; nobody could have warned of them.</summary>
    [AddedLater]
    public ImmutableSortedSet<string> FoundTooLate { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>When the signals were read for the first time; none before.</summary>
    public Instant? WatchedSince { get; init; }

    /// <summary>When the signals were last read on their own account; none before.</summary>
    public Instant? ReadAt { get; init; }
}
