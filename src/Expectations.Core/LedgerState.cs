using System.Text.Json.Serialization;
using Expectations.Core.Boundaries;
using Expectations.Core.Changes;
using Expectations.Core.Education;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Pulses;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Core;

/// <summary>All the events of one project, folded: what the next decision needs to know, and no more.</summary>
public sealed record LedgerState
{
    /// <summary>A ledger without events.</summary>
    public static LedgerState Empty { get; } = new();

    /// <summary>Setup in force; none before registration.</summary>
    public ProjectSetup? Setup { get; init; }

    /// <summary>When the project was registered.</summary>
    public Instant RegisteredAt { get; init; }

    /// <summary>Baseline version 1, with milestones found in the plan since.</summary>
    public Baseline Original { get; init; } = new();

    /// <summary>Baseline in force.</summary>
    public Baseline Agreed { get; init; } = new();

    /// <summary>Whether the project is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>The plan as it was last read and believed.</summary>
    public PlanMemory Plan { get; init; } = new();

    /// <summary>Why the plan cannot be relied on right now; none when it can.</summary>
    public PlanOutage? Outage { get; init; }

    /// <summary>What the reports so far have said.</summary>
    public ReportLog Reports { get; init; } = new();

    /// <summary>The report that waits for the manager; none when none does.</summary>
    public HeldReport? Held { get; init; }

    /// <summary>Letters and people they cannot reach.</summary>
    public Correspondence Letters { get; init; } = new();

    /// <summary>What the client is asked to decide, and has decided.</summary>
    public QuestionBook Questions { get; init; } = new();

    /// <summary>Baseline to be signed in place of the one in force; none where that one is meant.</summary>
    public Baseline? Proposed { get; init; }

    /// <summary>Version the client has signed; none so far.</summary>
    public int? SignedVersion { get; init; }

    /// <summary>Milestones the client was asked about, by identity.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, MilestoneStanding> Milestones { get; init; } =
        ImmutableSortedDictionary.Create<string, MilestoneStanding>(StringComparer.Ordinal);

    /// <summary>Changes by identity.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, ChangeRecord> Changes { get; init; } =
        ImmutableSortedDictionary.Create<string, ChangeRecord>(StringComparer.Ordinal);

    /// <summary>Agreed dates that were moved, in order.</summary>
    [AddedLater]
    public ImmutableArray<AgreedMove> Moved { get; init; } = [];

    /// <summary>Promises by identity.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, Promise> Promises { get; init; } =
        ImmutableSortedDictionary.Create<string, Promise>(StringComparer.Ordinal);

    /// <summary>The last ratings of each person, by person and requirement.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> Ratings { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, int>>(StringComparer.Ordinal);

    /// <summary>What was signed of the plan, and what has appeared outside it.</summary>
    public ScopeWatch Scope { get; init; } = new();

    /// <summary>How the project felt to people, in order; the newest only.</summary>
    [AddedLater]
    public ImmutableArray<Pulse> Pulses { get; init; } = [];

    /// <summary>Risks, warnings, and how good the warnings have been.</summary>
    public RiskBook Risks { get; init; } = new();

    /// <summary>Findings shown to people, in order; of the last quarter only.</summary>
    [AddedLater]
    public ImmutableArray<ShownFinding> Findings { get; init; } = [];

    /// <summary>How the work goes and when it is expected to end; none where dates are not forecast.</summary>
    public ForecastBook? Forecasts { get; init; }

    /// <summary>How the tasks have gone; none where nobody asks how likely they are to be late.</summary>
    public TaskBook? Tasks { get; init; }
    /// <summary>What other projects tell of the fact that is being decided; never kept.</summary>
    [JsonIgnore]
    internal Elsewhere? Elsewhere { get; init; }
}

/// <summary>The plan as it was last read and believed.</summary>
public sealed record PlanMemory
{
    /// <summary>When it was read; none before the first time.</summary>
    public Instant? AsOf { get; init; }

    /// <summary>When it took the place of another plan; none for the plan a project began with.</summary>
    public Instant? BegunAt { get; init; }

    /// <summary>Name of the plan.</summary>
    public string Title { get; init; } = "";

    /// <summary>Buckets of the plan.</summary>
    public ImmutableArray<PlanBucket> Buckets { get; init; } = [];

    /// <summary>Tasks by identity.</summary>
    public ImmutableSortedDictionary<string, PlanTask> Tasks { get; init; } =
        ImmutableSortedDictionary.Create<string, PlanTask>(StringComparer.Ordinal);

    /// <summary>Absences of the team.</summary>
    public ImmutableArray<Absence> Absences { get; init; } = [];

    /// <summary>Meetings with the client.</summary>
    public ImmutableArray<Meeting> Meetings { get; init; } = [];

    /// <summary>How busy the team is with meetings; empty where no warnings are wanted.</summary>
    [AddedLater]
    public ImmutableArray<MeetingWeek> MeetingWeeks { get; init; } = [];

    /// <summary>How new what PM tools told is, by item; empty where the plan is only ever read.</summary>
    public ImmutableSortedDictionary<string, ItemVersion> Versions { get; init; } =
        ImmutableSortedDictionary.Create<string, ItemVersion>(StringComparer.Ordinal);

    /// <summary>When a plan kept by PM tools was last read whole; older news of its items are no news.</summary>
    public Instant? ReadAt { get; init; }

    /// <summary>When the plan is to be read because of what a PM tool told; none where nothing is in doubt.</summary>
    public Instant? ReadingDueAt { get; init; }
}

/// <summary>A span in which the plan cannot be relied on.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Trouble">What kind of trouble; none means that the plan shrank and is not believed.</param>
/// <param name="Attempts">How often reading has been tried.</param>
/// <param name="RetryAt">When it is tried again.</param>
/// <param name="Told">Whether the manager knows.</param>
/// <param name="ShrinkAccepted">Whether the manager accepts the smaller plan.</param>
/// <param name="ShrinkTold">Whether the manager knows that it is smaller.</param>
public sealed record PlanOutage(
    Instant Since, PlanTrouble? Trouble, int Attempts, Instant RetryAt, bool Told, bool ShrinkAccepted = false,
    bool ShrinkTold = false);

/// <summary>What the reports so far have said, and the news since the last one that was given out.</summary>
public sealed record ReportLog : News
{
    /// <summary>Occurrences of the cadence up to here are dealt with, wall time in the project's zone.</summary>
    public LocalDateTime DealtWithUntil { get; init; }

    /// <summary>The last report given out, to be written again for a stand-in; none before the first.</summary>
    public IssuedReport? Last { get; init; }

    /// <summary>When the last report was given out; none before the first.</summary>
    public Instant? LastIssuedAt { get; init; }

    /// <summary>State the last report gave.</summary>
    public Health LastHealth { get; init; }

    /// <summary>Milestone dates the last report gave, by milestone.</summary>
    public ImmutableSortedDictionary<string, LocalDate> LastDates { get; init; } =
        ImmutableSortedDictionary.Create<string, LocalDate>(StringComparer.Ordinal);

    /// <summary>Tasks in all and done at each report; older points are thinned out.</summary>
    public ImmutableArray<BurnUpPoint> BurnUp { get; init; } = [];

    /// <summary>Period whose report the manager wants to see first.</summary>
    public string? HoldPeriod { get; init; }

    /// <summary>Milestone dates the reports gave, by milestone, each when it was another one than before.</summary>
    [AddedLater]
    public ImmutableSortedDictionary<string, ImmutableArray<AnnouncedDate>> Announced { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<AnnouncedDate>>(StringComparer.Ordinal);
}

/// <summary>A report as it was given out.</summary>
/// <param name="Period">Date of the report.</param>
/// <param name="Content">What it says.</param>
public sealed record IssuedReport(string Period, ReportContent Content);

/// <summary>A report that waits for the manager.</summary>
/// <param name="Period">Date of the report.</param>
/// <param name="Since">When it was ready.</param>
/// <param name="Content">What it says.</param>
/// <param name="Reasons">Why it waits.</param>
/// <param name="MovesSeen">How many of the moves since the last report it speaks of.</param>
/// <param name="DoneSeen">How many of the tasks done since the last report it speaks of.</param>
/// <param name="Reminded">Whether the manager was reminded.</param>
public sealed record HeldReport(
    string Period, Instant Since, ReportContent Content, ImmutableArray<HoldReason> Reasons, int MovesSeen,
    int DoneSeen,
    bool Reminded = false)
{
    /// <summary>What it does not speak of; none where an older version kept it, which only counted.</summary>
    public News? NotTold { get; init; }
}

/// <summary>Letters and people they cannot reach.</summary>
public sealed record Correspondence
{
    /// <summary>When each person was last written to, newest last, the last seven days only.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Instant>> Recent { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<Instant>>(StringComparer.Ordinal);

    /// <summary>The last letter an outlet took over; none so far.</summary>
    public LetterKey? LastSent { get; init; }

    /// <summary>People who want no routine letters.</summary>
    public ImmutableSortedSet<string> Unsubscribed { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>People whose address refuses letters.</summary>
    public ImmutableSortedSet<string> Unreachable { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Notices that wait for the manager's next digest, in order.</summary>
    [AddedLater]
    public ImmutableArray<GatheredNotice> Gathered { get; init; } = [];

    /// <summary>When the last digest was written; none so far.</summary>
    public Instant? LastDigestAt { get; init; }
}
