using Expectations.Core.Projects;

namespace Expectations.Core.Baselines;

/// <summary>
/// Carries an edit of the setup over to what is in force, so that what changes have agreed since is not undone.
/// </summary>
static class BaselineMerge
{
    internal static Baseline Of(Baseline before, Baseline now, Baseline inForce) => now with
    {
        Milestones = Merge(before.Milestones, now.Milestones, inForce.Milestones, m => m.Id, (x, y) => x == y),
        Deliverables = Merge(before.Deliverables, now.Deliverables, inForce.Deliverables, d => d.Name, Same),
        Requirements = Merge(before.Requirements, now.Requirements, inForce.Requirements, r => r.Id, (x, y) => x == y),
    };

    /// <summary>What is in force, edited where the setup was edited.</summary>
    static ImmutableArray<T> Merge<T>(
        ImmutableArray<T> before, ImmutableArray<T> now, ImmutableArray<T> inForce, Func<T, string> id,
        Func<T, T, bool> same)
        where T : class
    {
        var kept = inForce.Where(item => Find(before, item) is null || Find(now, item) is not null)
            .Select(item => Find(now, item) is { } edited && !(Find(before, item) is { } old && same(old, edited))
                ? edited
                : item);
        return [.. kept, .. now.Where(item => Find(before, item) is null && Find(inForce, item) is null)];

        T? Find(ImmutableArray<T> list, T item) => list.FirstOrDefault(other => id(other) == id(item));
    }

    static bool Same(Deliverable one, Deliverable other) =>
        one.Iterations == other.Iterations && one.Milestone == other.Milestone
        && one.AcceptanceCriteria.AsSpan().SequenceEqual(other.AcceptanceCriteria.AsSpan());
}
