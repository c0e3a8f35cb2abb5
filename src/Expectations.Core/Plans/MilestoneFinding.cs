using Expectations.Core.Projects;

namespace Expectations.Core.Plans;

/// <summary>Finds milestones in plans whose buckets are deliveries.</summary>
static class MilestoneFinding
{
    /// <summary>
    /// Buckets that have a dated task and are no milestone yet; the date found first is the one agreed.
    /// </summary>
    internal static IEnumerable<LedgerEvent> In(LedgerState state, PlanRead fact)
    {
        var known = state.Agreed.Milestones.Select(m => m.Bucket).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var bucket in fact.Plan.Buckets.Where(b => known.Add(b.Name)))
        {
            var last = fact.Plan.Tasks.Where(t => t.Bucket == bucket.Id).Max(t => t.Due);
            if (last is { } date)
                yield return new MilestoneFound(
                    fact.At, new Milestone { Id = bucket.Id, Name = bucket.Name, Date = date, Bucket = bucket.Name });
        }
    }
}
