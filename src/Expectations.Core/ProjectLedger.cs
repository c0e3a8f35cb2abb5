using System.Diagnostics;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core;

/// <summary>The rules of one project. Start reading here.</summary>
/// <remarks>Pure: no clock, no chance, no input or output. Time comes inside the fact.</remarks>
public static class ProjectLedger
{
    /// <summary>Decides what a fact leads to. Never throws on what comes from outside: it refuses instead.</summary>
    public static Decision Decide(LedgerState state, Fact fact) => (fact, state.Setup) switch
    {
        (SetupReceived f, _) => Registration.WhenSetupReceived(state, f),
        (_, null) => Decision.Nothing,
        (TimeReached f, _) => ReportDecider.WhenTimeReached(state, f.At),
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
        (ItemsReported f, _) => ItemDecider.WhenItemsReported(state, f),
        _ => throw new UnreachableException($"No rule for the fact {fact.GetType().Name}."),
    };

    /// <summary>Folds one event into the state.</summary>
    public static LedgerState Evolve(LedgerState state, LedgerEvent recorded) => recorded switch
    {
        ProjectRegistered e => Registration.Evolve(state, e),
        SetupChanged e => Registration.Evolve(state, e),
        RequestRefused => state,
        ProjectPaused => state with { Paused = true },
        ProjectResumed e => Registration.Evolve(state, e),
        PlanObserved e => PlanFolding.Evolve(state, e),
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
        LetterSent or LetterFailed => state,
        ExpectationRaised => state,
        _ => throw new UnreachableException($"No fold for the event {recorded.GetType().Name}."),
    };

    /// <summary>Folds events into the state, in order.</summary>
    public static LedgerState Evolve(LedgerState state, IEnumerable<LedgerEvent> recorded) =>
        recorded.Aggregate(state, Evolve);

    /// <summary>When the project wants to be woken next; none when only something from outside can move it.</summary>
    public static Instant? NextDueAt(LedgerState state) =>
        state.Setup is null || state.Paused
            ? null
            : Earliest(PlanDecider.FirstReadingDueAt(state), ReportSchedule.NextDueAt(state),
                ReviewDecider.PatienceEndsAt(state));

    static Instant? Earliest(params ReadOnlySpan<Instant?> moments)
    {
        Instant? earliest = null;
        foreach (var moment in moments)
            if (moment is { } m && (earliest is null || m < earliest))
                earliest = m;
        return earliest;
    }
}
