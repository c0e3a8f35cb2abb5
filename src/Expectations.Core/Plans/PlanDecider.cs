using Expectations.Core.Baselines;
using Expectations.Core.Boundaries;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Core.Plans;

/// <summary>What a reading of the plan, or the lack of one, leads to.</summary>
static class PlanDecider
{
    /// <summary>
    /// A loss of more than this share of a plan of at least <see cref="ShrinkFloor"/> tasks is not believed.
    /// </summary>
    const double BelievableLoss = 0.5;
    const int ShrinkFloor = 4;

    /// <summary>How long a due report waits for the plan before it goes with older data or not at all.</summary>
    static readonly Duration Grace = Duration.FromHours(24);

    /// <summary>Older data than this are not reported at all.</summary>
    static readonly Duration StaleLimit = Duration.FromDays(8);

    static readonly Duration FirstPause = Duration.FromMinutes(5);
    static readonly Duration LongestPause = Duration.FromHours(4);

    /// <summary>
    /// Attempts after which trouble is no longer expected to pass by itself, and one a day is enough.
    /// </summary>
    const int HopefulAttempts = 12;

    /// <summary>When the plan is read for the first time, or because of what a PM tool told.</summary>
    internal static Instant? ReadingDueAt(LedgerState state) =>
        (state.Plan.AsOf is null ? state.RegisteredAt : state.Plan.ReadingDueAt) is not { } due ? null
        : state.Outage is { } outage ? Instant.Max(due, outage.RetryAt)
        : due;

    internal static ReadPlan Request(LedgerState state, Instant at)
    {
        var setup = state.Setup!;
        var next = ReportSchedule.Following(state, setup.LocalTime(at));
        var afterNext = next is { } occurrence ? ReportSchedule.Following(state, occurrence) : null;
        // Two reports ahead, so that the preview of the next one knows what that one will look ahead to.
        var lookAhead = LocalDate.Max(afterNext?.Date ?? LocalDate.MinIsoValue, setup.Day(at).PlusWeeks(2));
        return new ReadPlan(setup.Plan, setup.Zone, lookAhead) { ProjectId = setup.Id };
    }

    internal static Decision WhenPlanRead(LedgerState state, PlanRead fact)
    {
        if (state.Paused)
            return Decision.Nothing;
        fact = fact with { Plan = ToldMeanwhile.Over(state.Plan, fact.Plan, fact.At) };
        if (Shrank(state, fact.Plan))
            return WhenPlanShrank(state, fact);

        var observed = Observe(state, fact);
        return observed.And(ProjectLedger.InTurn(
            ProjectLedger.Evolve(state, observed.Events), fact.At,
            (known, at) => ForecastDecider.WhenForecast(known, fact.Forecasts, at),
            (known, at) => TaskJudging.WhenJudged(known, fact.Lateness, at), WhenPlanIsCurrent));
    }

    /// <summary>What a reading would record; none where it is not believed.</summary>
    internal static Decision? Believe(LedgerState state, PlanRead fact) =>
        Shrank(state, fact.Plan) ? null : Observe(state, fact);

    /// <summary>What is due now that the plan is known as it is.</summary>
    internal static Decision WhenPlanIsCurrent(LedgerState state, Instant at) => ProjectLedger.InTurn(
        state, at, (known, now) => ReportDecider.WhenPlanIsKnown(known, now, stale: false), WhenPlanHasChanged);

    /// <summary>What a different plan leads to besides reports.</summary>
    internal static Decision WhenPlanHasChanged(LedgerState state, Instant at) => ProjectLedger.InTurn(
        state, at, QuestionAsking.Refresh, BaselineDecider.WhenPlanIsKnown, MilestoneDecider.WhenPlanIsKnown,
        ScopeDecider.WhenPlanIsKnown, SignalWatch.WhenPlanIsKnown);

    internal static Decision WhenPlanReadFailed(LedgerState state, PlanReadFailed fact)
    {
        if (state.Paused)
            return Decision.Nothing;
        var attempts = (state.Outage?.Attempts ?? 0) + 1;
        var tell = !(state.Outage?.Told ?? false) && attempts >= AttemptsBeforeTelling(fact.Trouble);
        var pause = Duration.Max(fact.RetryAfter ?? Duration.Zero, Pause(attempts));
        var noted = Decision.Of(new PlanUnreadable(fact.At, fact.Trouble, fact.Detail, fact.At + pause, tell));
        if (tell)
            noted = noted.AndAsk(Notices.PlanUnreadable(state, fact));
        return noted.And(WhenPatienceEnds(ProjectLedger.Evolve(state, noted.Events), fact.At));
    }

    internal static Decision WhenShrunkPlanAccepted(LedgerState state, ShrunkPlanAccepted fact) =>
        state.Outage is { Trouble: null }
            ? Decision.Of(new ShrinkAccepted(fact.At, fact.By))
            : Decision.Refusing(fact.At, "accept-shrunk-plan", "The plan has not shrunk; there is nothing to accept.");

    static Decision WhenPlanShrank(LedgerState state, PlanRead fact)
    {
        var attempts = (state.Outage?.Attempts ?? 0) + 1;
        var doubt =
            new PlanDoubted(fact.At, state.Plan.Tasks.Count, fact.Plan.Tasks.Length, fact.At + Pause(attempts + 3));
        var decision = Decision.Of(doubt);
        if (state.Outage is null or { ShrinkTold: false })
            decision = decision.AndAsk(Notices.PlanShrank(state, doubt));
        return decision.And(WhenPatienceEnds(ProjectLedger.Evolve(state, decision.Events), fact.At));
    }

    static Decision WhenPatienceEnds(LedgerState state, Instant at)
    {
        if (ReportSchedule.DueBy(state, at) is not { } due || at < due.DueAt + Grace)
            return Decision.Nothing;
        var usable = state.Outage!.Trouble is not (PlanTrouble.NotFound or PlanTrouble.ConsentLost)
            && state.Plan.AsOf is { } asOf && at - asOf <= StaleLimit;
        return usable
            ? ReportDecider.WhenPlanIsKnown(state, at, stale: true)
            : Decision.Of(new ReportSkipped(at, due.Period, SkipReason.PlanUnreadable));
    }

    static Decision Observe(LedgerState state, PlanRead fact)
    {
        var events = ImmutableArray.CreateBuilder<LedgerEvent>();
        var difference = PlanDifference.Between(
            state.Plan, fact with { Plan = KeptDone(state, fact.Plan) }, state.Setup!.Warnings is not null);
        if (difference is not null || state.Outage is not null
            || state.Plan is { AsOf: null } or { ReadingDueAt: not null })
            events.Add(difference ?? new PlanObserved(fact.At));
        if (state.Setup!.Plan.EveryBucketIsAMilestone)
            events.AddRange(MilestoneFinding.In(state, fact));
        return new Decision { Events = events.ToImmutable() };
    }

    // Some tools tell only when a done item last changed: what is done stays done on the day it was known to be.
    static PlanSnapshot KeptDone(LedgerState state, PlanSnapshot plan) => !state.Setup!.Plan.IsKeptByWebhooks
        ? plan
        : plan with
        {
            Tasks =
            [
                .. plan.Tasks.Select(task => task.IsDone
                    && state.Plan.Tasks.GetValueOrDefault(task.Id) is { IsDone: true, Done: { } known }
                    && known < task.Done
                        ? task with { Done = known }
                        : task),
            ],
        };

    static bool Shrank(LedgerState state, PlanSnapshot plan) =>
        state.Outage is not { ShrinkAccepted: true } && state.Plan.Tasks.Count >= ShrinkFloor
        && plan.Tasks.Length < state.Plan.Tasks.Count * (1 - BelievableLoss);

    // A missing plan is looked for once more before anyone is alarmed; a lost consent does not come back by itself.
    static int AttemptsBeforeTelling(PlanTrouble trouble) => trouble switch
    {
        PlanTrouble.ConsentLost or PlanTrouble.SignInFailed => 1,
        PlanTrouble.NotFound => 2,
        _ => 4,
    };

    static Duration Pause(int attempts) => attempts > HopefulAttempts
        ? Duration.FromDays(1)
        : Duration.Min(LongestPause, FirstPause * Math.Pow(2, attempts - 1));
}
