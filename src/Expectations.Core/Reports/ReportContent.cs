using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Core.Reports;

/// <summary>What a progress report says. Built from allow-listed fields only.</summary>
public sealed record ReportContent : LetterContent
{
    /// <summary>Name of the project.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Name of the client.</summary>
    public required string Client { get; init; }

    /// <summary>First day the report speaks of, in the project's zone.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Last day the report speaks of, in the project's zone.</summary>
    public required LocalDate Until { get; init; }

    /// <summary>IANA zone the dates are meant in.</summary>
    public required string Zone { get; init; }

    /// <summary>Overall state.</summary>
    public required Health Health { get; init; }

    /// <summary>How many due reports this one stands for besides its own, after an outage.</summary>
    public int MissedReports { get; init; }

    /// <summary>When the plan was last read, if that is not now.</summary>
    public Instant? StaleSince { get; init; }

    /// <summary>Words of the manager above everything else.</summary>
    public string? Note { get; init; }

    /// <summary>Tasks done since the last report.</summary>
    public required TaskList Done { get; init; }

    /// <summary>Tasks in work or due before the next report.</summary>
    public required TaskList Next { get; init; }

    /// <summary>Tasks past their due date.</summary>
    public required TaskList Overdue { get; init; }

    /// <summary>What waits for the client.</summary>
    public required TaskList WaitingOnYou { get; init; }

    /// <summary>Decisions the client was asked for and has not made yet, the oldest first.</summary>
    public ImmutableArray<DecisionWaiting> DecisionsWaiting { get; init; } = [];

    /// <summary>Milestones with all their dates.</summary>
    public required ImmutableArray<MilestoneLine> Milestones { get; init; }

    /// <summary>What moved since the last report.</summary>
    public required ImmutableArray<Move> Moves { get; init; }

    /// <summary>How many moves there were in all.</summary>
    public int MovesInAll { get; init; }

    /// <summary>Open risks, the weightiest first.</summary>
    public required ImmutableArray<Risk> Risks { get; init; }

    /// <summary>Absences of the team before the next report.</summary>
    public ImmutableArray<Absence> Absences { get; init; } = [];

    /// <summary>Meetings with the client before the next report.</summary>
    public ImmutableArray<Meeting> Meetings { get; init; } = [];

    /// <summary>Tasks in all and done, by date; the picture is drawn from it.</summary>
    public required ImmutableArray<BurnUpPoint> BurnUp { get; init; }

    /// <summary>How the date that is news has gone; none where none is.</summary>
    public DateTrack? Track { get; init; }

    /// <summary>Whether nothing has changed since the last report.</summary>
    public bool NothingChanged { get; init; }
}

/// <summary>Overall state of a project, always against what was agreed.</summary>
public enum Health
{
    /// <summary>Every milestone holds its agreed date.</summary>
    Green,

    /// <summary>A milestone is late, within what the review rule calls material.</summary>
    Amber,

    /// <summary>A milestone is materially late, or overdue.</summary>
    Red,
}

/// <summary>Some tasks, and how many there are in all.</summary>
/// <param name="Shown">Those worth showing, in order.</param>
/// <param name="InAll">How many there are.</param>
public sealed record TaskList(ImmutableArray<TaskLine> Shown, int InAll);

/// <summary>One task in a report.</summary>
public sealed record TaskLine(string Id, string Title, string? Bucket, LocalDate? Due, LocalDate? Done, int Percent);

/// <summary>A milestone with its three dates: original, agreed, and what the plan says now.</summary>
public sealed record MilestoneLine
{
    /// <summary>Identity of the milestone.</summary>
    public required string Id { get; init; }

    /// <summary>Name as the client knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Date of baseline version 1.</summary>
    public required LocalDate Original { get; init; }

    /// <summary>Date of the baseline in force.</summary>
    public required LocalDate Agreed { get; init; }

    /// <summary>Date the plan gives now; none where no task of it has a date.</summary>
    public LocalDate? Now { get; init; }

    /// <summary>Whether the plan's own date has passed, so that today stands in for it.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Date the last report gave.</summary>
    public LocalDate? LastReported { get; init; }

    /// <summary>Tasks done.</summary>
    public int Done { get; init; }

    /// <summary>Tasks in all.</summary>
    public int InAll { get; init; }

    /// <summary>Day the last task was done, once all are.</summary>
    public LocalDate? Reached { get; init; }

    /// <summary>State against the agreed date.</summary>
    public Health Health { get; init; }

    /// <summary>The last change that moved its agreed date; none where none did.</summary>
    public AgreedMove? AgreedBy { get; init; }

    /// <summary>Where it stands between client and team; none where the client was not asked.</summary>
    public MilestoneState? Standing { get; init; }

    /// <summary>Date forecast with even odds; none where nothing is forecast.</summary>
    public LocalDate? P50 { get; init; }

    /// <summary>Date forecast with odds of 85 in 100.</summary>
    public LocalDate? P85 { get; init; }

    /// <summary>Chance of the agreed date in percent.</summary>
    public int? ChanceOfAgreed { get; init; }

    /// <summary>What the forecast rests on.</summary>
    public ForecastBasis? Basis { get; init; }
}

/// <summary>What a forecast rests on.</summary>
/// <param name="Tasks">Open tasks that have to be done.</param>
/// <param name="Weeks">Finished weeks of the project's own work.</param>
/// <param name="Cases">Finished milestones of the organisation.</param>
public sealed record ForecastBasis(int Tasks, int Weeks, int Cases);

/// <summary>A decision that waits for the client.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">Name of the milestone or change, or number of the baseline version.</param>
/// <param name="AskedOn">Day it was asked, in the project's zone.</param>
public sealed record DecisionWaiting(QuestionKind Kind, string Title, LocalDate AskedOn);

/// <summary>Something of the plan that is different from the last report.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="TaskId">Which task.</param>
/// <param name="Title">Its title.</param>
/// <param name="From">Due date before.</param>
/// <param name="To">Due date now.</param>
public sealed record Move(MoveKind Kind, string TaskId, string Title, LocalDate? From = null, LocalDate? To = null);

/// <summary>What changed about a task.</summary>
public enum MoveKind
{
    /// <summary>It is new in the plan.</summary>
    Added,

    /// <summary>It is gone from the plan.</summary>
    Removed,

    /// <summary>Its due date is later.</summary>
    Later,

    /// <summary>Its due date is earlier.</summary>
    Earlier,

    /// <summary>It has a due date for the first time.</summary>
    Dated,

    /// <summary>It lost its due date.</summary>
    Undated,

    /// <summary>It was done and is open again.</summary>
    Reopened,
}

/// <summary>Tasks in all and done at one date.</summary>
public sealed record BurnUpPoint(LocalDate On, int InAll, int Done);
