namespace Expectations.Forecasting.Warnings;

/// <summary>
/// The tasks of an organisation as they were on a day: what early warning learns from, and what it judges by. Of each
/// date that was met or missed up to three moments are learned: the day it was given, half-way, and shortly before it.
/// </summary>
public sealed class TaskHistory
{
    /// <summary>Days before a date when it is looked at for the last time.</summary>
    const int Shortly = 3;

    static readonly ImmutableArray<Signal> Measures =
        [new("date-moved", "its date was moved {0} times before"), new("begun", "begun: {0}")];

    readonly LocalDate asOf;
    readonly ILookup<string, TaskPast> owners;
    readonly TaskPast[] tasks;

    /// <summary>Notes tasks, leaving out what happened on a day or later.</summary>
    /// <param name="tasks">The tasks, open ones included, in any order.</param>
    /// <param name="asOf">The day.</param>
    public TaskHistory(IEnumerable<TaskPast> tasks, LocalDate asOf)
    {
        this.asOf = asOf;
        this.tasks =
        [
            .. tasks.Where(t => t.CreatedOn < asOf).Select(Known).OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
        owners = this.tasks.Where(t => t.Owner is not null).ToLookup(t => t.Owner!, StringComparer.Ordinal);
        Outcomes = this.tasks.Count(t => Late(t, t.Dates.LastOrDefault().DueOn) is not null);
    }

    /// <summary>Tasks whose last date was met or missed.</summary>
    public int Outcomes { get; }

    /// <summary>Learns when tasks are late; rules of thumb where there are too few to learn from.</summary>
    public EarlyWarning Learn()
    {
        var noted = tasks.SelectMany(Noted).OrderBy(n => n.Moment.On).ToArray();
        return EarlyWarning.Learn(noted, Measures, Outcomes);
    }

    /// <summary>What is known of a task now.</summary>
    /// <param name="task">A task with a date.</param>
    /// <param name="today">The day it is looked at, not before that of the history.</param>
    /// <exception cref="ArgumentException">It has no date.</exception>
    public TaskMoment MomentOf(TaskPast task, LocalDate today) => task.Dates.LastOrDefault().DueOn is { } due
        ? MomentOf(task, task.Dates.Length - 1, due, today)
        : throw new ArgumentException("A task without a date cannot be late.", nameof(task));

    TaskPast Known(TaskPast task) => task with
    {
        Dates = [.. task.Dates.Where(d => d.On < asOf)],
        BegunOn = task.BegunOn < asOf ? task.BegunOn : null,
        FinishedOn = task.FinishedOn < asOf ? task.FinishedOn : null,
    };

    IEnumerable<NotedTask> Noted(TaskPast task)
    {
        for (var i = 0; i < task.Dates.Length; i++)
        {
            if (task.Dates[i] is not (var given, { } due) || due < given)
                continue;
            var late = Late(task, due);
            yield return new NotedTask(MomentOf(task, i, due, given), late, IsDating: true);
            // Nothing is judged any more once the task is done or its date is another.
            var end = i + 1 < task.Dates.Length ? task.Dates[i + 1].On : task.FinishedOn ?? asOf;
            var left = Period.DaysBetween(given, due);
            foreach (var day in new[] { given.PlusDays(left / 2), due.PlusDays(-Shortly) }.Distinct())
                if (late is not null && day > given && day < end)
                    yield return new NotedTask(MomentOf(task, i, due, day), late, IsDating: false);
        }
    }

    bool? Late(TaskPast task, LocalDate? due) => due is not { } date ? null
        : task.FinishedOn is { } finished ? finished > date
        : date < asOf ? true
        : null;

    TaskMoment MomentOf(TaskPast task, int moves, LocalDate due, LocalDate on)
    {
        var others = task.Owner is null ? [] : owners[task.Owner].Where(t => t.Name != task.Name).ToArray();
        var outcomes = others.Where(t => t.FinishedOn < on).Select(t => t.WasLate).OfType<bool>().ToArray();
        var isBegun = task.BegunOn <= on;
        return new TaskMoment
        {
            Group = task.Group,
            CreatedOn = task.CreatedOn,
            On = on,
            DueOn = due,
            OwnerLateShare = outcomes.Length == 0 ? float.NaN : outcomes.Count(late => late) / (float)outcomes.Length,
            OwnerOpenTasks = task.Owner is null ? float.NaN : others.Count(t => t.IsOpenOn(on)),
            IsBegun = isBegun,
            Measures = [moves, isBegun ? 1 : 0],
        };
    }
}

/// <summary>A task as it was on a day.</summary>
/// <param name="Moment">What was known of it.</param>
/// <param name="Late">Whether it missed its date; null where that is not known yet.</param>
/// <param name="IsDating">Whether it was given its date that day: only that makes the surroundings of others.</param>
sealed record NotedTask(TaskMoment Moment, bool? Late, bool IsDating);
