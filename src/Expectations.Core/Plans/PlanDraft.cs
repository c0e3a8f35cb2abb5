using Expectations.Core.Projects;

namespace Expectations.Core.Plans;

/// <summary>A plan kept from what a tool tells of its items, while one delivery is worked in.</summary>
/// <param name="before">The plan as it is known.</param>
/// <param name="webhooks">What the tools stand for.</param>
/// <param name="zone">In which moments become days.</param>
/// <param name="at">When the delivery came.</param>
sealed class PlanDraft(PlanMemory before, WebhookPlan webhooks, DateTimeZone zone, Instant at)
{
    const string MappedBucket = "bucket:";

    readonly Dictionary<string, PlanTask?> tasks = new(StringComparer.Ordinal);
    readonly Dictionary<string, ItemVersion> versions = new(StringComparer.Ordinal);
    ImmutableArray<PlanBucket> buckets = before.Buckets;

    /// <summary>Whether only the tool itself, which can be asked, can say how things are now.</summary>
    internal bool IsDoubtful { get; private set; }

    /// <summary>Works in what a tool told; what is known better already stays.</summary>
    internal void Take(ItemChange item)
    {
        // A tool whose clock runs ahead must not outdate what it tells later.
        var version = Instant.Min(item.Version ?? at, at);
        var known = VersionOf(item.Id);
        IsDoubtful |= webhooks.Reconcile && (item.Version is null || item.TellsTooLittle
            || (version <= known.Newest && Contradicts(item, version)));
        if (item.News == ItemNews.Deleted)
            TakeAway(item.Id, known, version);
        else if (!known.IsGone || version > known.Whole)
            Change(item, known, version);
    }

    /// <summary>Notes what a tool told of another project: an item that is known here may have gone there.</summary>
    internal void Doubt(ItemChange item) => IsDoubtful |= webhooks.Reconcile && before.Tasks.ContainsKey(item.Id);

    /// <summary>What is different now; none where nothing is.</summary>
    internal PlanObserved? ToEvent()
    {
        var changed = tasks.Values.OfType<PlanTask>().Where(t => !t.Equals(before.Tasks.GetValueOrDefault(t.Id)));
        var gone = tasks.Where(t => t.Value is null && before.Tasks.ContainsKey(t.Key)).Select(t => t.Key);
        var observed = new PlanObserved(at)
        {
            Buckets = buckets.AsSpan().SequenceEqual(before.Buckets.AsSpan()) ? null : buckets,
            Changed = OrNone([.. changed]),
            Removed = OrNone([.. gone]),
        };
        return versions.Count == 0 && observed == new PlanObserved(at)
            ? null
            : observed with { Versions = [.. versions.Values] };
    }

    /// <summary>The whole plan as it is now.</summary>
    internal PlanSnapshot ToSnapshot(string title) =>
        new() { Title = title, Buckets = buckets, Tasks = [.. tasks.Values.OfType<PlanTask>()] };

    // Whether the item would be another one if this were the newest news of it.
    bool Contradicts(ItemChange item, Instant version)
    {
        if (item.News == ItemNews.Deleted)
            return TaskOf(item.Id) is not null;
        var newest = new PlanDraft(before, webhooks, zone, at);
        newest.Change(item, new ItemVersion(item.Id, Instant.MinValue), version);
        return !newest.TaskOf(item.Id)!.Equals(TaskOf(item.Id));
    }

    void TakeAway(string id, ItemVersion known, Instant version)
    {
        if (version < known.Newest || known.IsGone)
            return;
        tasks[id] = null;
        versions[id] = new ItemVersion(id, version) { IsGone = true };
    }

    void Change(ItemChange item, ItemVersion known, Instant version)
    {
        var told = new Parts(item, known, version);
        var task = TaskOf(item.Id) ?? new PlanTask { Id = item.Id, Title = item.Title ?? item.Id };
        if (told.Has("title", item.Title))
            task = task with { Title = item.Title! };
        if (told.Has("due", item.Due))
            task = task with { Due = item.Due!.Value.Value };
        if (told.Has("assignees", item.Assignees))
            task = task with { Assignees = item.Assignees!.Value };
        if (told.Has("progress", item.Percent ?? (object?)item.State))
            task = Progressed(task, item, version);
        var group = told.Has("group", item.Group) ? Noted(item.Group!.Value.Value) : GroupOf(task);
        if (told.Has("labels", item.Labels))
            task = task with { Labels = item.Labels!.Value };
        tasks[item.Id] = task with { Bucket = Mapped(task.Labels) ?? group };
        if (told.Version is { } newer && newer != known)
            versions[item.Id] = newer;
    }

    PlanTask Progressed(PlanTask task, ItemChange item, Instant version)
    {
        var percent = item.Percent
            ?? (webhooks.DoneStates.Contains(item.State!, StringComparer.OrdinalIgnoreCase) ? 100 : 0);
        return task with
        {
            Percent = Math.Clamp(percent, 0, 100),
            Done = percent < 100 ? null : item.Done ?? (task.IsDone ? task.Done : version.InZone(zone).Date),
        };
    }

    string? Noted(ItemGroup? group)
    {
        if (group is null)
            return null;
        var known = buckets.FirstOrDefault(b => b.Id == group.Id);
        var name = group.Name is null ? known?.Name ?? group.Id : NameOf(group.Name);
        var noted = new PlanBucket(group.Id, name);
        if (known is null)
            buckets = buckets.Add(noted);
        else if (known != noted)
            buckets = buckets.Replace(known, noted);
        return group.Id;
    }

    string NameOf(string group) => webhooks.Buckets
        .FirstOrDefault(rule => string.Equals(rule.Group, group, StringComparison.OrdinalIgnoreCase))?.Bucket ?? group;

    string? Mapped(ImmutableArray<string> labels)
    {
        var rule = webhooks.Buckets.FirstOrDefault(
            r => r.Label is not null && labels.Contains(r.Label, StringComparer.OrdinalIgnoreCase));
        return rule is null ? null : Noted(new ItemGroup(MappedBucket + rule.Bucket, rule.Bucket));
    }

    // A bucket that came from a label goes with the label.
    static string? GroupOf(PlanTask task) =>
        task.Bucket?.StartsWith(MappedBucket, StringComparison.Ordinal) == true ? null : task.Bucket;

    PlanTask? TaskOf(string id) =>
        tasks.TryGetValue(id, out var drafted) ? drafted : before.Tasks.GetValueOrDefault(id);

    ItemVersion VersionOf(string id) => versions.GetValueOrDefault(id) ?? before.Versions.GetValueOrDefault(id)
        ?? new ItemVersion(id, before.ReadAt ?? NodaConstants.UnixEpoch);

    static ImmutableArray<T>? OrNone<T>(ImmutableArray<T> items) => items.IsEmpty ? null : items;

    /// <summary>Which parts of a telling are news, and how new the item is afterwards.</summary>
    sealed class Parts(ItemChange item, ItemVersion known, Instant version)
    {
        readonly List<string> taken = [];

        internal bool Has(string part, object? told)
        {
            var isNews = told is not null && version >= known.Of(part);
            if (isNews)
                taken.Add(part);
            return isNews;
        }

        internal ItemVersion? Version => item.IsWhole ? WholeVersion() : taken.Count == 0 ? null : PartVersion();

        ItemVersion WholeVersion()
        {
            var whole = Instant.Max(known.Whole, version);
            var later = known.Parts?.Where(part => part.Value > whole).ToImmutableSortedDictionary();
            return new ItemVersion(item.Id, whole) { Parts = later is { IsEmpty: false } ? later : null };
        }

        ItemVersion PartVersion() => new(item.Id, known.Whole)
        {
            Parts = (known.Parts ?? ImmutableSortedDictionary<string, Instant>.Empty)
                .SetItems(taken.Select(part => KeyValuePair.Create(part, version))),
        };
    }
}
