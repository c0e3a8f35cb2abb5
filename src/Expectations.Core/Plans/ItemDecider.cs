using Expectations.Core.Projects;

namespace Expectations.Core.Plans;

/// <summary>What the news of a PM tool lead to.</summary>
static class ItemDecider
{
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
        if (draft.ToEvent() is not { } observed)
            return Decision.Nothing;
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
