using System.Diagnostics;
using Expectations.Core.Baselines;
using Expectations.Core.Boundaries;
using Expectations.Core.Changes;
using Expectations.Core.Education;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Plans;
using Expectations.Core.Priorities;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Pulses;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Core;

/// <summary>The rules of one project. Start reading here.</summary>
/// <remarks>Pure: no clock, no chance, no input or output. Time comes inside the fact.</remarks>
public static class ProjectLedger
{
    /// <summary>Decides what a fact leads to. Never throws on what comes from outside: it refuses instead.</summary>
    public static Decision Decide(LedgerState state, Fact fact) =>
        Digest.Gather(
            state, Rule(fact.Elsewhere is { } told ? state with { Elsewhere = told } : state, fact), fact.At);

    static Decision Rule(LedgerState state, Fact fact) => (fact, state.Setup) switch
    {
        (SetupReceived f, _) => Registration.WhenSetupReceived(state, f),
        (_, null) => Decision.Nothing,
        (TimeReached f, _) => WhenTimeReached(state, f),
        (PlanRead f, _) => PlanDecider.WhenPlanRead(state, f),
        (PlanReadFailed f, _) => PlanDecider.WhenPlanReadFailed(state, f),
        (ShrunkPlanAccepted f, _) => PlanDecider.WhenShrunkPlanAccepted(state, f),
        (PauseAsked f, _) => Registration.WhenPauseAsked(state, f),
        (ResumeAsked f, _) => Registration.WhenResumeAsked(state, f),
        (HoldAsked f, _) => ReviewDecider.WhenHoldAsked(state, f),
        (EditAsked f, _) => ReviewDecider.WhenEditAsked(state, f),
        (ReleaseAsked f, _) => ReviewDecider.WhenReleaseAsked(state, f),
        (DiscardAsked f, _) => ReviewDecider.WhenDiscardAsked(state, f),
        (UnsubscribeAsked f, _) => LetterDecider.WhenUnsubscribeAsked(state, f),
        (LetterSettled f, _) => LetterDecider.WhenLetterSettled(state, f),
        (AnswerReceived f, _) => QuestionDecider.WhenAnswerReceived(state, f),
        (LinkRecalled f, _) => QuestionDecider.WhenLinkRecalled(state, f),
        (UndoAsked f, _) => QuestionDecider.WhenUndoAsked(state, f),
        (FreshLinkAsked f, _) => QuestionDecider.WhenFreshLinkAsked(state, f),
        (CodeAsked f, _) => QuestionDecider.WhenCodeAsked(state, f),
        (PassOnAsked f, _) => QuestionDecider.WhenPassOnAsked(state, f),
        (SignatureAsked f, _) => BaselineDecider.WhenSignatureAsked(state, f),
        (ConfirmationAsked f, _) => MilestoneDecider.WhenConfirmationAsked(state, f),
        (RatingsAsked f, _) => PriorityDecider.WhenRatingsAsked(state, f),
        (CapacityLineAsked f, _) => PriorityDecider.WhenCapacityLineAsked(state, f),
        (ChangeReceived f, _) => ChangeDecider.WhenChangeReceived(state, f),
        (ChangeWithdrawalAsked f, _) => ChangeDecider.WhenWithdrawalAsked(state, f),
        (PromiseReceived f, _) => PromiseDecider.WhenPromiseReceived(state, f),
        (PulseReceived f, _) => PulseDecider.WhenPulseReceived(state, f),
        (RiskReceived f, _) => RiskDecider.WhenRiskReceived(state, f),
        (WarningAcknowledgementAsked f, _) => RiskDecider.WhenAcknowledgementAsked(state, f),
        (WarningSnoozeAsked f, _) => RiskDecider.WhenSnoozeAsked(state, f),
        (WarningReleaseAsked f, _) => RiskDecider.WhenReleaseAsked(state, f),
        (ItemsReported f, _) => ItemDecider.WhenItemsReported(state, f),
        _ => throw new UnreachableException($"No rule for the fact {fact.GetType().Name}."),
    };

    static Decision WhenTimeReached(LedgerState state, TimeReached fact) => state.Paused
        ? Decision.Nothing
        : InTurn(
            state, fact.At, (known, at) => ForecastDecider.WhenForecast(known, fact.Forecasts, at),
            (known, at) => TaskJudging.WhenJudged(known, fact.Lateness, at),
            ReportDecider.WhenTimeReached, QuestionClock.WhenTimeReached, Ladder.WhenTimeReached,
            Digest.WhenTimeReached);

    /// <summary>Folds one event into the state.</summary>
    public static LedgerState Evolve(LedgerState state, LedgerEvent recorded) => recorded switch
    {
        ProjectRegistered e => Registration.Evolve(state, e),
        SetupChanged e => Registration.Evolve(state, e),
        RequestRefused => state,
        ProjectPaused => state with { Paused = true },
        ProjectResumed e => Registration.Evolve(state, e),
        PlanObserved e => PlanFolding.Evolve(state, e),
        PlanReadingWanted e => PlanFolding.Evolve(state, e),
        PlanUnreadable e => PlanFolding.Evolve(state, e),
        PlanDoubted e => PlanFolding.Evolve(state, e),
        ShrinkAccepted e => PlanFolding.Evolve(state, e),
        MilestoneFound e => PlanFolding.Evolve(state, e),
        ReportIssued e => ReportFolding.Evolve(state, e),
        ReportHeld e => ReportFolding.Evolve(state, e),
        ReportSkipped e => ReportFolding.Evolve(state, e),
        ReportEdited e => ReportFolding.Evolve(state, e),
        ReportReleased e => ReportFolding.Evolve(state, e),
        ReportDiscarded => state with { Held = null },
        ReviewReminded => state with { Held = state.Held! with { Reminded = true } },
        HoldPlaced e => state with { Reports = state.Reports with { HoldPeriod = e.Period } },
        PersonUnsubscribed e => LetterDecider.Evolve(state, e),
        PersonUnreachable e => LetterDecider.Evolve(state, e),
        LetterSent e => LetterDecider.Evolve(state, e),
        LetterFailed => state,
        NoticeGathered e => Digest.Evolve(state, e),
        DigestWritten e => Digest.Evolve(state, e),
        _ => EvolveDecisions(state, recorded),
    };

    static LedgerState EvolveDecisions(LedgerState state, LedgerEvent recorded) => recorded switch
    {
        QuestionAsked e => QuestionFolding.Evolve(state, e),
        LinkIssued e => QuestionFolding.Evolve(state, e),
        CodeIssued e => QuestionFolding.Evolve(state, e),
        CodeRejected e => QuestionFolding.Evolve(state, e),
        QuestionFollowedUp e => QuestionFolding.Evolve(state, e),
        QuestionPassedOn e => QuestionFolding.Evolve(state, e),
        AnswerGiven e => QuestionFolding.Evolve(state, e),
        AnswerTakenBack e => QuestionFolding.Evolve(state, e),
        QuestionSettled e => QuestionFolding.Evolve(state, e),
        BaselineProposed e => state with { Proposed = e.Baseline },
        ChangeProposed e => ChangeFolding.Evolve(state, e),
        ChangeWithdrawn e => ChangeFolding.Evolve(state, e),
        PromiseStated e => PromiseDecider.Evolve(state, e),
        PulseGiven e => PulseDecider.Evolve(state, e),
        ScopeGrew e => ScopeDecider.Evolve(state, e),
        MilestoneMissed e => MilestoneDecider.Evolve(state, e),
        ExpectationRaised e => RaisedFolding.Evolve(state, e),
        _ => EvolveRisks(state, recorded),
    };

    static LedgerState EvolveRisks(LedgerState state, LedgerEvent recorded) => recorded switch
    {
        RiskRaised e => RiskFolding.Evolve(state, e),
        SignalsRead e => RiskFolding.Evolve(state, e),
        WarningRaised e => RiskFolding.Evolve(state, e),
        WarningObserved e => RiskFolding.Evolve(state, e),
        WarningCleared e => RiskFolding.Evolve(state, e),
        WarningAcknowledged e => RiskFolding.Evolve(state, e),
        WarningSnoozed e => RiskFolding.Evolve(state, e),
        WarningWithheld e => RiskFolding.Evolve(state, e),
        WarningEscalated e => RiskFolding.Evolve(state, e),
        MilestoneJudged e => RiskFolding.Evolve(state, e),
        FindingShown e => Findings.Evolve(state, e),
        ForecastMade e => ForecastFolding.Evolve(state, e),
        TasksJudged e => TaskFolding.Evolve(state, e),
        _ => throw new UnreachableException($"No fold for the event {recorded.GetType().Name}."),
    };

    /// <summary>Folds events into the state, in order.</summary>
    public static LedgerState Evolve(LedgerState state, IEnumerable<LedgerEvent> recorded) =>
        recorded.Aggregate(state, Evolve);

    /// <summary>Lets rules decide one after the other, each on what those before it recorded.</summary>
    internal static Decision InTurn(
        LedgerState state, Instant at, params ReadOnlySpan<Func<LedgerState, Instant, Decision>> rules)
    {
        var decision = Decision.Nothing;
        var known = state;
        for (var i = 0; i < rules.Length; i++)
        {
            var more = rules[i](known, at);
            decision = decision.And(more);
            if (i < rules.Length - 1)
                known = Evolve(known, more.Events);
        }
        return decision;
    }

    /// <summary>When the project wants to be woken next; none when only something from outside can move it.</summary>
    public static Instant? NextDueAt(LedgerState state) =>
        state.Setup is null || state.Paused
            ? null
            : Earliest(PlanDecider.ReadingDueAt(state), ReportSchedule.NextDueAt(state),
                ReviewDecider.PatienceEndsAt(state), QuestionClock.NextDueAt(state), MilestoneDecider.NextDueAt(state),
                SignalWatch.NextReadingAt(state), Ladder.NextDueAt(state), Digest.NextDueAt(state));

    static Instant? Earliest(params ReadOnlySpan<Instant?> moments)
    {
        Instant? earliest = null;
        foreach (var moment in moments)
            if (moment is { } m && (earliest is null || m < earliest))
                earliest = m;
        return earliest;
    }
}
