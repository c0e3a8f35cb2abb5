using Expectations.Core.Projects;

namespace Expectations.Core.Plans;

/// <summary>A whole plan out of all items of a PM tool.</summary>
public static class ToldPlan
{
    /// <summary>The plan, by the same rules by which single items are worked in.</summary>
    /// <param name="title">Name of the plan.</param>
    /// <param name="webhooks">What the tools stand for.</param>
    /// <param name="zone">In which moments become days.</param>
    /// <param name="at">When the items were read.</param>
    /// <param name="items">All items, each told whole.</param>
    public static PlanSnapshot Of(
        string title, WebhookPlan webhooks, DateTimeZone zone, Instant at, IEnumerable<ItemChange> items)
    {
        var draft = new PlanDraft(new PlanMemory(), webhooks, zone, at);
        foreach (var item in items)
            draft.Take(item);
        return draft.ToSnapshot(title);
    }
}
