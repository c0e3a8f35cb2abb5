using System.Globalization;
using System.Text;
using Expectations.Forecasting.Warnings;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// Q1 as the product works: each open task is looked at when its date is set and every week after, with what was learned
/// by the beginning of the quarter from the newest 2,000 tasks of the organisation, and its warning raised and ended at
/// two levels. What is judged is what stood when the date came. The source knows no names and not on which day before its
/// date a task was finished: those in time are taken to stay open until it, which makes warnings look worse.
/// </summary>
static class Q1Weekly
{
    const int Newest = 2_000;
    const double Apart = 0.15;

    public static string Run(string path)
    {
        var report = new StringBuilder("Q1 week by week: warnings that stood when the date came\n");
        foreach (var file in Quality.Files(path, "_due.csv"))
        {
            var rows = Q1EarlyWarning.Rows(file, out var learned);
            List<TaskPast> lives = [.. rows.Select(Life)];
            report.AppendLine(CultureInfo.InvariantCulture, $"{Path.GetFileName(file).Split('_')[0]}: {lives.Count - learned} dates");
            report.AppendLine(Line("rules of thumb", Judge(lives, learned, learn: false)));
            report.AppendLine(Line("OURS", Judge(lives, learned, learn: true)));
        }

        return report.ToString();
    }

    static string Line(string name, WarningRecord record) => string.Create(CultureInfo.InvariantCulture,
        $"  {name,-15} {record.Late} missed, {record.Warned} warned: precision {record.Precision:0.00}, recall {record.Recall:0.00}, "
        + $"F1 {2.0 * record.Right / Math.Max(1, record.Warned + record.Late):0.000}, median lead {record.MedianLeadDays:0} days");

    static WarningRecord Judge(List<TaskPast> lives, int learned, bool learn)
    {
        var outcomes = new List<WarningOutcome>();
        var looks = lives.Skip(learned).SelectMany(life => Looks(life).Select(on => (life, on))).OrderBy(l => l.on).ToArray();
        var warned = new Dictionary<string, LocalDate?>();
        foreach (var quarter in looks.GroupBy(l => (l.on.Year, (l.on.Month - 1) / 3)))
        {
            var start = new LocalDate(quarter.Key.Year, 1 + 3 * quarter.Key.Item2, 1);
            var known = lives.Where(l => l.CreatedOn < start).OrderByDescending(l => l.Dates[0].On).Take(Newest);
            var history = new TaskHistory(learn ? known : [], start);
            var model = history.Learn();
            var chances = model.Look([.. quarter.Select(l => history.MomentOf(l.life, l.on))], explain: false);
            foreach (var ((life, on), warning) in quarter.Zip(chances))
                warned[life.Name] = warned.GetValueOrDefault(life.Name) is { } since
                    ? warning.Chance < model.Threshold - Apart ? null : since
                    : warning.Warns ? on : null;
        }

        foreach (var life in lives.Skip(learned).Where(l => warned.ContainsKey(l.Name)))
            outcomes.Add(new WarningOutcome(warned[life.Name], life.Dates[0].DueOn!.Value, life.WasLate == true));
        return WarningRecord.Of(outcomes);
    }

    // A warning on the day itself is none.
    static IEnumerable<LocalDate> Looks(TaskPast life)
    {
        for (var on = life.Dates[0].On; on < life.Dates[0].DueOn; on = on.PlusWeeks(1))
            yield return on;
    }

    static TaskPast Life((string Key, PastTask Task, int DaysLate) row, int number) => new($"{row.Key}/{number}", row.Task.Moment.Group, row.Task.Moment.CreatedOn)
    {
        Dates = [(row.Task.Moment.On, row.Task.Moment.DueOn)],
        FinishedOn = row.Task.Moment.DueOn.PlusDays(Math.Max(0, row.DaysLate)),
    };
}
