using System.Globalization;
using Expectations.Core.Plans;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace Expectations.Integrations.Plans;

/// <summary>Turns what Planner answers into a plan the core can believe: pure, and never failing.</summary>
sealed class PlanReader(DateTimeZone zone, IReadOnlyDictionary<string, string> names)
{
    /// <summary>Reads a whole plan.</summary>
    /// <param name="title">Name of the plan.</param>
    /// <param name="buckets">All buckets.</param>
    /// <param name="tasks">All tasks; of several with one identity the last one read counts.</param>
    /// <param name="labels">Names of the labels, where they were read.</param>
    internal PlanSnapshot Read(
        string? title, IReadOnlyList<PlannerBucket> buckets, IReadOnlyList<PlannerTask> tasks,
        PlannerCategoryDescriptions? labels = null)
    {
        var known = buckets.Where(b => b.Id is not null).DistinctBy(b => b.Id).ToList();
        var ids = known.Select(b => b.Id!).ToHashSet(StringComparer.Ordinal);
        var read = new OrderedDictionary<string, PlanTask>(tasks.Count, StringComparer.Ordinal);
        foreach (var task in tasks.Where(t => !string.IsNullOrEmpty(t.Id)))
            read[task.Id!] = Read(task, ids, labels);
        return new PlanSnapshot
        {
            Title = CleanText.Line(title),
            Buckets = [.. known.Select(b => new PlanBucket(b.Id!, CleanText.Line(b.Name)))],
            Tasks = [.. read.Values],
        };
    }

    /// <summary>Identities of all who work on a task.</summary>
    internal static IEnumerable<string> Assignees(PlannerTask task) =>
        (task.Assignments?.AdditionalData ?? new Dictionary<string, object>(StringComparer.Ordinal))
            .Where(a => a.Value is not null and not UntypedNull).Select(a => a.Key);

    /// <summary>
    /// The day a moment of Planner means. Planner keeps plain dates as 10:00 UTC, and other tools as midnight
    /// UTC: those are the day they say, whatever the zone; any other moment is a day in the project's zone.
    /// </summary>
    internal LocalDate? Day(DateTimeOffset? moment)
    {
        var isPlainDate = moment?.UtcDateTime.TimeOfDay is { Ticks: 0 } or { Ticks: 10 * TimeSpan.TicksPerHour };
        return isPlainDate ? DayIn(DateTimeZone.Utc, moment) : DayIn(zone, moment);
    }

    // The first and the last years a computer can write stand for "none" in some tools.
    static LocalDate? DayIn(DateTimeZone zone, DateTimeOffset? moment) =>
        moment is { Year: > 1900 and < 9000 } at ? Instant.FromDateTimeOffset(at).InZone(zone).Date : null;

    // One task nobody named must not keep a whole letter from going.
    const string NoTitle = "—";

    PlanTask Read(PlannerTask task, HashSet<string> buckets, PlannerCategoryDescriptions? labels)
    {
        var percent = Math.Clamp(task.PercentComplete ?? 0, 0, 100);
        var (start, due) = (Day(task.StartDateTime), Day(task.DueDateTime));
        return new PlanTask
        {
            Id = task.Id!,
            Title = CleanText.Line(task.Title) is { Length: > 0 } title ? title : NoTitle,
            Bucket = task.BucketId is { } bucket && buckets.Contains(bucket) ? bucket : null,
            Percent = percent,
            Start = start,
            Due = due,
            Done = percent == 100 ? DayIn(zone, task.CompletedDateTime) : null,
            Priority = Math.Clamp(task.Priority ?? 5, 0, 10),
            Labels = Labels(task, labels),
            Assignees =
            [
                .. Assignees(task).Where(names.ContainsKey).Select(id => names[id]).Order(StringComparer.Ordinal),
            ],
            Flaw = (percent != (task.PercentComplete ?? 0) ? PlanFlaw.PercentOutOfRange : PlanFlaw.None)
                | (start > due ? PlanFlaw.StartAfterDue : PlanFlaw.None),
        };
    }

    /// <summary>Labels as Planner numbers them and as people named them, so that a setup may say either.</summary>
    static ImmutableArray<string> Labels(PlannerTask task, PlannerCategoryDescriptions? labels)
    {
        if (AppliedCategories(task) is not { Length: > 0 } categories)
            return [];
        var called = categories.Select(c => labels?.BackingStore.Get<string>(c))
            .Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => CleanText.Line(n, 100));
        return [.. categories.Concat(called).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Labels of a task as Planner numbers them, for example <c>category5</c>.</summary>
    internal static string[] AppliedCategories(PlannerTask task) =>
        [.. (task.AppliedCategories?.AdditionalData ?? new Dictionary<string, object>(StringComparer.Ordinal))
            .Where(c => c.Value is true && c.Key.StartsWith("category", StringComparison.Ordinal)
                && int.TryParse(c.Key.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(c => c.Key)];
}
