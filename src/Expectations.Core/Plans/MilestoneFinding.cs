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
        foreach (var buckets in fact.Plan.Buckets.GroupBy(b => b.Name, StringComparer.OrdinalIgnoreCase))
        {
            var ids = buckets.Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
            var last = fact.Plan.Tasks.Where(t => t.Bucket is not null && ids.Contains(t.Bucket)).Max(t => t.Due);
            if (last is not { } date || known.Contains(buckets.Key))
                continue;
            var first = buckets.First();
            yield return new MilestoneFound(
                fact.At, new Milestone { Id = first.Id, Name = first.Name, Date = date, Bucket = first.Name });
        }
    }
}
