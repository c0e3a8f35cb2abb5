namespace Expectations.Core.Plans;

/// <summary>
/// What a PM tool told while its plan was being read. The reading holds every item as it was at some moment after it
/// began; of what was told later, the telling is the newer.
/// </summary>
static class ToldMeanwhile
{
    /// <summary>The plan as read, with what was told meanwhile.</summary>
    internal static PlanSnapshot Over(PlanMemory memory, PlanSnapshot read, Instant began)
    {
        var later = memory.Versions.Values.Where(version => version.Newest > began)
            .Select(version => version.Id).ToHashSet(StringComparer.Ordinal);
        if (later.Count == 0)
            return read;
        PlanTask[] told = [.. later.Select(id => memory.Tasks.GetValueOrDefault(id)).OfType<PlanTask>()];
        var known = read.Buckets.Select(bucket => bucket.Id).ToHashSet(StringComparer.Ordinal);
        return read with
        {
            Tasks = [.. read.Tasks.Where(task => !later.Contains(task.Id)), .. told],
            Buckets =
            [
                .. read.Buckets,
                .. memory.Buckets.Where(b => !known.Contains(b.Id) && told.Any(task => task.Bucket == b.Id)),
            ],
        };
    }

    /// <summary>The versions a reading does not outdate.</summary>
    internal static ImmutableSortedDictionary<string, ItemVersion> Left(PlanMemory memory, Instant began) =>
        memory.Versions.RemoveRange(memory.Versions.Where(v => v.Value.Newest <= began).Select(v => v.Key));
}
