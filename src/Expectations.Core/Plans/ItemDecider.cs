using Expectations.Core.Projects;

namespace Expectations.Core.Plans;

/// <summary>What the news of a PM tool lead to.</summary>
static class ItemDecider
{
    /// <summary>Tools tell of one change in several calls; one reading answers them all.</summary>
    static readonly Duration Gathering = Duration.FromMinutes(1);

    /// <summary>However much is in doubt, a plan is not read more often than this because of it.</summary>
    static readonly Duration BetweenReadings = Duration.FromMinutes(10);

    internal static Decision WhenItemsReported(LedgerState state, ItemsReported fact)
    {
        var plan = state.Setup!.Plan;
        if (plan.Webhooks is not { } webhooks)
            return Decision.Nothing;
        var raised = ExpectationRaising.In(state, fact, webhooks);
        return plan.IsKeptByWebhooks ? Observe(state, fact, webhooks).And(raised) : raised;
    }

    /// <summary>
    /// A plan that is kept here needs no reading: what is known is what there is, even where it is nothing yet.
    /// </summary>
    internal static Decision WhenFirstLookedAt(LedgerState state, Instant at) =>
        state.Plan.AsOf is null
            ? Decision.Of(new PlanObserved(at) { Title = state.Setup!.Name, Versions = [] })
            : Decision.Nothing;

    /// <summary>Whether a project of a tool belongs here.</summary>
    internal static bool Concerns(WebhookPlan webhooks, Tool tool, string? project) =>
        webhooks.From.IsEmpty || webhooks.From.Any(from => from.Tool == tool
            && string.Equals(from.Project, project, StringComparison.OrdinalIgnoreCase));

    // Also while the project is paused: nobody tells a second time.
    static Decision Observe(LedgerState state, ItemsReported fact, WebhookPlan webhooks)
    {
        var setup = state.Setup!;
        var draft = new PlanDraft(state.Plan, webhooks, setup.TimeZone(), fact.At);
        foreach (var item in fact.Items)
            if (Concerns(webhooks, fact.Tool, item.Project))
                draft.Take(item);
            else
                draft.Doubt(item);
        var wanted = draft.IsDoubtful ? WantReading(state, fact.At) : Decision.Nothing;
        return draft.ToEvent() is { } observed ? wanted.And(WhenObserved(state, fact, observed)) : wanted;
    }

    static Decision WantReading(LedgerState state, Instant at)
    {
        if (state.Plan.ReadingDueAt is not null)
            return Decision.Nothing;
        var soon = at + Gathering;
        return Decision.Of(new PlanReadingWanted(
            at, state.Plan.ReadAt is { } last ? Instant.Max(soon, last + BetweenReadings) : soon));
    }

    static Decision WhenObserved(LedgerState state, ItemsReported fact, PlanObserved observed)
    {
        var setup = state.Setup!;
        var decision = Decision.Of(state.Plan.AsOf is null ? observed with { Title = setup.Name } : observed);
        if (setup.Plan.EveryBucketIsAMilestone)
            decision = decision with { Events = decision.Events.AddRange(Found(state, observed)) };
        return state.Paused
            ? decision
            : decision.And(PlanDecider.WhenPlanHasChanged(ProjectLedger.Evolve(state, decision.Events), fact.At));
    }

    static IEnumerable<LedgerEvent> Found(LedgerState state, PlanObserved observed)
    {
        var known = ProjectLedger.Evolve(state, observed);
        return MilestoneFinding.In(known, new PlanRead(observed.At, Preview.Remembered(known.Plan)));
    }
}
