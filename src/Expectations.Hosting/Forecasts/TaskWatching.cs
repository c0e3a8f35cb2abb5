using Expectations.Core.Risks.LateTasks;
using Expectations.Forecasting.Warnings;

namespace Expectations.Hosting.Forecasts;

/// <summary>
/// Turns what a ledger knows of its tasks into questions of early warning, and the answers into facts.
/// </summary>
static class TaskWatching
{
    /// <summary>Reasons worked out at a reading; of more tasks at once nobody reads why.</summary>
    const int MostExplained = 40;

    /// <summary>Tasks of a project as early warning knows them.</summary>
    internal static IEnumerable<TaskPast> Past(string project, IEnumerable<WatchedTask> tasks) =>
        tasks.Select(t => Past(project, t));

    /// <summary>How likely the open tasks of a project are to be late.</summary>
    internal static TaskReading Judge(TaskOutlook outlook, Lessons lessons)
    {
        WatchedTask[] ahead = [.. outlook.Tasks.Where(t => t.IsAhead(outlook.On))];
        TaskMoment[] moments = [.. ahead.Select(t => lessons.Tasks.MomentOf(Past(outlook.Project, t), outlook.On))];
        var chances = lessons.Warning.Look(moments, explain: false);
        // Reasons take long and are only recorded of tasks that were not likely to be late before.
        int[] news =
        [
            .. Enumerable.Range(0, ahead.Length).Where(i => chances[i].Warns && ahead[i].Life.Likely is null)
                .OrderByDescending(i => chances[i].Chance).Take(MostExplained),
        ];
        var reasons = news.Zip(lessons.Warning.Look([.. news.Select(i => moments[i])]))
            .ToDictionary(w => w.First, w => Reasons(w.Second));
        return new TaskReading(
            [
                .. ahead.Select((task, i) =>
                    new TaskOdds(task.Id, Percent(chances[i].Chance), reasons.GetValueOrDefault(i, []))),
            ],
            Percent(lessons.Warning.Threshold), lessons.Warning.LearnedFrom);
    }

    static TaskPast Past(string project, WatchedTask task) => new($"{project}/{task.Id}", project, task.Life.Since)
    {
        Owner = task.Owner,
        Dates = [.. task.Life.Dates.Select(d => (d.On, d.Due))],
        BegunOn = task.Life.Begun,
        FinishedOn = task.Life.Ended,
    };

    static int Percent(double chance) => (int)Math.Round(100 * chance);

    static ImmutableArray<TaskReason> Reasons(Warning warning) =>
    [
        .. warning.Reasons.Select(r => new TaskReason(SignOf(r.Signal), ValueOf(r))).DistinctBy(r => r.Sign),
    ];

    static int ValueOf(Reason reason) => reason.Signal switch
    {
        "owner-late" or "group-late" => Percent(reason.Value),
        _ => (int)Math.Clamp(Math.Round(reason.Value), -99_999, 99_999),
    };

    static TaskSign SignOf(string signal) => signal switch
    {
        "days-left" or "due-now" or "due-at-once" => TaskSign.DaysLeft,
        "days-old" or "old" or "left-to-age" => TaskSign.DaysOpen,
        "owner-late" or "owner-against-group" => TaskSign.OwnerLate,
        "owner-open" or "owner-busy" or "owner-share" => TaskSign.OwnerBusy,
        "date-moved" => TaskSign.DateMoved,
        "begun" => TaskSign.NotBegun,
        "same-due" or "same-due-same-day" or "due-with-others" => TaskSign.DueTogether,
        "left-to-usual" or "age-to-usual" or "group-age" or "due-after-first" or "due-after-last" or "same-day"
            or "dated-together" => TaskSign.Unusual,
        _ => TaskSign.Setting,
    };
}
