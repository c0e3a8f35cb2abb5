namespace Expectations.Forecasting.Warnings;

/// <summary>
/// What a task's dates and neighbours tell, from moments noted before it only: its time against what is usual
/// in its group, how many tasks share its date, how busy the group is. No outcome is looked at.
/// </summary>
sealed class Surroundings
{
    const int Recent = 30;

    /// <summary>The signals, in the order <see cref="Next"/> gives them.</summary>
    public static ImmutableArray<Signal> Signals { get; } =
    [
        new("days-left", "{0} days left"),
        new("days-old", "created {0} days ago"),
        new("left-to-age", "little time left for its age"),
        new("due-weekday", "due on weekday {0} (Monday is 1)"),
        new("weekday", "dated on weekday {0} (Monday is 1)"),
        new("due-month", "due in month {0}"),
        new("due-day", "due on day {0} of the month"),
        new("due-at-once", "due the day it was dated"),
        new("owner-late", "its owner's earlier tasks were late: {0}"),
        new("owner-open", "its owner has {0} open tasks"),
        new("owner-share", "its owner carries much of the recent work"),
        new("owner-against-group", "its owner is late more often than the group: {0}"),
        new("same-due", "many tasks are due the same day"),
        new("same-day", "many tasks were dated the same day"),
        new("same-due-same-day", "many tasks were given this date together"),
        new("group-tasks", "{0} tasks were dated in its group before"),
        new("group-pause", "{0} days since the group last dated a task"),
        new("left-to-usual", "its time differs from what is usual in the group"),
        new("due-with-others", "share of the group's open dates that are the same: {0}"),
        new("dated-together", "{0} tasks of the group were dated that day"),
        new("due-after-first", "due {0} days after the group's next date"),
        new("group-overdue", "share of the group's recent tasks dated when already due: {0}"),
        new("group-age", "the group's tasks are usually dated at {0} days of age"),
        new("age-to-usual", "its age differs from what is usual in the group"),
        new("group-dates", "the group works towards many dates at once"),
        new("due-after-last", "due {0} days after the task dated before it"),
        new("group-late", "its group's owners are usually late: {0}"),
    ];

    readonly Dictionary<LocalDate, int> due = [];
    readonly Dictionary<LocalDate, int> dated = [];
    readonly Dictionary<(LocalDate, LocalDate), int> datedForDue = [];
    readonly Dictionary<string, (int Count, Queue<TaskMoment> Last)> groups = [];
    readonly Queue<TaskMoment> month = [];

    /// <summary>Describes a task by what came before it, and remembers it for those that follow.</summary>
    public float[] Next(TaskMoment task)
    {
        var signals = Describe(task);
        Remember(task);
        return signals;
    }

    /// <summary>Describes a task by what came before it.</summary>
    public float[] Describe(TaskMoment task)
    {
        var (count, last) = groups.GetValueOrDefault(task.Group, (0, new Queue<TaskMoment>()));
        return [.. OfDates(task), .. OfOwner(task, last), .. OfSharedDates(task), .. OfGroup(task, count, [.. last])];
    }

    void Remember(TaskMoment task)
    {
        while (month.Count > 0 && Days(month.Peek().On, task.On) > Recent)
            month.Dequeue();
        var (count, last) = groups.GetValueOrDefault(task.Group, (0, new Queue<TaskMoment>()));
        Count(due, task.DueOn);
        Count(dated, task.On);
        Count(datedForDue, (task.On, task.DueOn));
        month.Enqueue(task);
        last.Enqueue(task);
        if (last.Count > Recent)
            last.Dequeue();
        groups[task.Group] = (count + 1, last);
    }

    static float[] OfDates(TaskMoment task) =>
    [
        Left(task), Age(task), Log(Left(task)) - Log(Age(task)),
        (float)task.DueOn.DayOfWeek, (float)task.On.DayOfWeek, task.DueOn.Month, task.DueOn.Day,
        task.DueOn == task.On ? 1 : 0,
    ];

    float[] OfOwner(TaskMoment task, IEnumerable<TaskMoment> last) =>
    [
        task.OwnerLateShare, task.OwnerOpenTasks,
        task.OwnerOpenTasks / (1 + month.Count(t => Days(t.On, task.On) <= Recent && t.DueOn >= task.On)),
        task.OwnerLateShare - Usual(last.Select(t => t.OwnerLateShare)),
    ];

    float[] OfSharedDates(TaskMoment task) =>
    [
        Log(due.GetValueOrDefault(task.DueOn)), Log(dated.GetValueOrDefault(task.On)),
        Log(datedForDue.GetValueOrDefault((task.On, task.DueOn))),
    ];

    static float[] OfGroup(TaskMoment task, int count, TaskMoment[] last)
    {
        var open = last.Where(t => t.DueOn >= task.On).ToArray();
        var usualAge = Usual(last.Select(Age));
        return
        [
            count,
            last.Length == 0 ? float.NaN : Days(last[^1].On, task.On),
            Log(Left(task)) - Log(Usual(last.Select(Left))),
            open.Length == 0 ? float.NaN : open.Count(t => t.DueOn == task.DueOn) / (float)open.Length,
            last.Count(t => t.On == task.On),
            open.Length == 0 ? float.NaN : Days(open.Min(t => t.DueOn), task.DueOn),
            last.Length == 0 ? float.NaN : last.Count(t => Left(t) < 2) / (float)last.Length,
            usualAge,
            Log(Age(task)) - Log(usualAge),
            Log(last.Select(t => t.DueOn).Distinct().Count()),
            last.Length == 0 ? float.NaN : Days(last[^1].DueOn, task.DueOn),
            Usual(last.Select(t => t.OwnerLateShare)),
        ];
    }

    static float Left(TaskMoment task) => Days(task.On, task.DueOn);

    static float Age(TaskMoment task) => Days(task.CreatedOn, task.On);

    static float Days(LocalDate from, LocalDate to) => Period.DaysBetween(from, to);

    static float Log(float value) => MathF.Log(1 + MathF.Max(0, value));

    static float Usual(IEnumerable<float> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length < 3 ? float.NaN : sorted[sorted.Length / 2];
    }

    static void Count<T>(Dictionary<T, int> counts, T key) where T : notnull =>
        counts[key] = counts.GetValueOrDefault(key) + 1;
}
