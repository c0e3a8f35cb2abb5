using System.Text.Json.Serialization;
using Expectations.Core.Education;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Core;

/// <summary>
/// Something we recorded. The names in quotes are the storage format: they are never renamed and never removed,
/// and members are only added, with a default that means what was meant before.
/// </summary>
/// <param name="At">When it was decided.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ProjectRegistered), "project-registered")]
[JsonDerivedType(typeof(SetupChanged), "setup-changed")]
[JsonDerivedType(typeof(RequestRefused), "request-refused")]
[JsonDerivedType(typeof(ProjectPaused), "project-paused")]
[JsonDerivedType(typeof(ProjectResumed), "project-resumed")]
[JsonDerivedType(typeof(PlanObserved), "plan-observed")]
[JsonDerivedType(typeof(PlanUnreadable), "plan-unreadable")]
[JsonDerivedType(typeof(PlanDoubted), "plan-doubted")]
[JsonDerivedType(typeof(ShrinkAccepted), "shrink-accepted")]
[JsonDerivedType(typeof(MilestoneFound), "milestone-found")]
[JsonDerivedType(typeof(ReportIssued), "report-issued")]
[JsonDerivedType(typeof(ReportHeld), "report-held")]
[JsonDerivedType(typeof(ReportSkipped), "report-skipped")]
[JsonDerivedType(typeof(ReportEdited), "report-edited")]
[JsonDerivedType(typeof(ReportReleased), "report-released")]
[JsonDerivedType(typeof(ReportDiscarded), "report-discarded")]
[JsonDerivedType(typeof(ReviewReminded), "review-reminded")]
[JsonDerivedType(typeof(HoldPlaced), "hold-placed")]
[JsonDerivedType(typeof(PersonUnsubscribed), "person-unsubscribed")]
[JsonDerivedType(typeof(PersonUnreachable), "person-unreachable")]
[JsonDerivedType(typeof(LetterSent), "letter-sent")]
[JsonDerivedType(typeof(LetterFailed), "letter-failed")]
[JsonDerivedType(typeof(QuestionAsked), "question-asked")]
[JsonDerivedType(typeof(LinkIssued), "link-issued")]
[JsonDerivedType(typeof(CodeIssued), "code-issued")]
[JsonDerivedType(typeof(CodeRejected), "code-rejected")]
[JsonDerivedType(typeof(QuestionFollowedUp), "question-followed-up")]
[JsonDerivedType(typeof(QuestionPassedOn), "question-passed-on")]
[JsonDerivedType(typeof(AnswerGiven), "answer-given")]
[JsonDerivedType(typeof(AnswerTakenBack), "answer-taken-back")]
[JsonDerivedType(typeof(QuestionSettled), "question-settled")]
[JsonDerivedType(typeof(BaselineProposed), "baseline-proposed")]
[JsonDerivedType(typeof(ChangeProposed), "change-proposed")]
[JsonDerivedType(typeof(ChangeWithdrawn), "change-withdrawn")]
[JsonDerivedType(typeof(PromiseStated), "promise-stated")]
[JsonDerivedType(typeof(PulseGiven), "pulse-given")]
[JsonDerivedType(typeof(ScopeGrew), "scope-grew")]
[JsonDerivedType(typeof(MilestoneMissed), "milestone-missed")]
[JsonDerivedType(typeof(RiskRaised), "risk-raised")]
[JsonDerivedType(typeof(SignalsRead), "signals-read")]
[JsonDerivedType(typeof(WarningRaised), "warning-raised")]
[JsonDerivedType(typeof(WarningObserved), "warning-observed")]
[JsonDerivedType(typeof(WarningCleared), "warning-cleared")]
[JsonDerivedType(typeof(WarningAcknowledged), "warning-acknowledged")]
[JsonDerivedType(typeof(WarningSnoozed), "warning-snoozed")]
[JsonDerivedType(typeof(WarningWithheld), "warning-withheld")]
[JsonDerivedType(typeof(WarningEscalated), "warning-escalated")]
[JsonDerivedType(typeof(MilestoneJudged), "milestone-judged")]
[JsonDerivedType(typeof(FindingShown), "finding-shown")]
[JsonDerivedType(typeof(ExpectationRaised), "expectation-raised")]
[JsonDerivedType(typeof(ForecastMade), "forecast-made")]
[JsonDerivedType(typeof(PlanReadingWanted), "plan-reading-wanted")]
[JsonDerivedType(typeof(NoticeGathered), "notice-gathered")]
[JsonDerivedType(typeof(DigestWritten), "digest-written")]
[JsonDerivedType(typeof(TasksJudged), "tasks-judged")]
public abstract record LedgerEvent([property: JsonPropertyOrder(-1)] Instant At);

/// <summary>A project was registered; its baseline is version 1.</summary>
public sealed record ProjectRegistered(Instant At, ProjectSetup Setup) : LedgerEvent(At);

/// <summary>The setup was changed; what was agreed stays as it was.</summary>
public sealed record SetupChanged(Instant At, ProjectSetup Setup) : LedgerEvent(At);

/// <summary>Something asked of us was refused.</summary>
/// <param name="At">When it was refused.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Reason">Why not, and what to do instead.</param>
public sealed record RequestRefused(Instant At, string Request, string Reason) : LedgerEvent(At);

/// <summary>The project was paused.</summary>
public sealed record ProjectPaused(Instant At, string By, string Reason) : LedgerEvent(At);

/// <summary>The project was resumed.</summary>
public sealed record ProjectResumed(Instant At, string By) : LedgerEvent(At);

/// <summary>The plan was read and believed. Holds only what is different from the last reading.</summary>
public sealed record PlanObserved(Instant At) : LedgerEvent(At)
{
    /// <summary>New title; none where it is the same.</summary>
    public string? Title { get; init; }

    /// <summary>All buckets; none where they are the same.</summary>
    public ImmutableArray<PlanBucket>? Buckets { get; init; }

    /// <summary>New and changed tasks.</summary>
    public ImmutableArray<PlanTask>? Changed { get; init; }

    /// <summary>Identities of tasks that are gone.</summary>
    public ImmutableArray<string>? Removed { get; init; }

    /// <summary>All absences; none where they are the same, or could not be read.</summary>
    public ImmutableArray<Absence>? Absences { get; init; }

    /// <summary>All meetings; none where they are the same.</summary>
    public ImmutableArray<Meeting>? Meetings { get; init; }

    /// <summary>How busy the team is with meetings; none where that is the same.</summary>
    public ImmutableArray<MeetingWeek>? MeetingWeeks { get; init; }

    /// <summary>
    /// How new what a PM tool told of its items is; none where the whole plan was read, which outdates them all.
    /// </summary>
    public ImmutableArray<ItemVersion>? Versions { get; init; }
}

/// <summary>The plan could not be read.</summary>
/// <param name="At">When it was tried.</param>
/// <param name="Trouble">What kind of trouble.</param>
/// <param name="Detail">What the service said.</param>
/// <param name="RetryAt">When it is tried again.</param>
/// <param name="Told">Whether the manager is told with this event.</param>
public sealed record PlanUnreadable(
    Instant At, PlanTrouble Trouble, string Detail, Instant RetryAt, bool Told) : LedgerEvent(At);

/// <summary>The plan shrank so much that it is not believed until the manager accepts it or it recovers.</summary>
public sealed record PlanDoubted(Instant At, int Before, int Now, Instant RetryAt) : LedgerEvent(At);

/// <summary>The manager accepted a shrunken plan; the next reading is believed.</summary>
public sealed record ShrinkAccepted(Instant At, string By) : LedgerEvent(At);

/// <summary>A bucket had dates for the first time and became a milestone with that date as agreed.</summary>
public sealed record MilestoneFound(Instant At, Milestone Milestone) : LedgerEvent(At);

/// <summary>A person gets no routine letters of this project any more.</summary>
public sealed record PersonUnsubscribed(Instant At, string PersonId) : LedgerEvent(At);

/// <summary>A person's address refuses letters; the stand-in gets them from now on.</summary>
public sealed record PersonUnreachable(Instant At, string PersonId, string Reason) : LedgerEvent(At);

/// <summary>An outlet took a letter over.</summary>
public sealed record LetterSent(Instant At, LetterKey Key, string ContentHash) : LedgerEvent(At);

/// <summary>A letter did not arrive.</summary>
public sealed record LetterFailed(
    Instant At, LetterKey Key, LetterOutcome Outcome, string ContentHash, string? Detail) : LedgerEvent(At);

/// <summary>Somebody raised a promise, a risk or a change in a comment of a PM tool; the manager is told.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Kind">What was raised.</param>
/// <param name="Words">What was said, without the keyword.</param>
/// <param name="By">Who said it, as the tool names them.</param>
/// <param name="Tool">Where it was said.</param>
public sealed record ExpectationRaised(Instant At, RaisedKind Kind, string Words, string By, Tool Tool)
    : LedgerEvent(At)
{
    /// <summary>The item it was said about; none where the tool does not tell.</summary>
    public string? Item { get; init; }

    /// <summary>HTTPS address of the comment.</summary>
    public string? Link { get; init; }
}
