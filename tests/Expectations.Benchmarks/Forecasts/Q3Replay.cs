using System.Globalization;
using System.Text;
using System.Text.Json;
using Expectations.Forecasting;
using Expectations.Forecasting.Finish;
using NodaTime.Text;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// Q3: boards replayed week by week; every open milestone is forecast each week from what the board showed until
/// then, and compared with the day it was released.
/// </summary>
static class Q3Replay
{
    public static string Run(string path)
    {
        var report = new StringBuilder();
        var all = new List<Made>();
        report.AppendLine(DateScores.Header);
        foreach (var file in Quality.Files(path, ".ndjson"))
        {
            var board = Board.Read(file);
            var made = Forecast(board, report);
            all.AddRange(made);
            Lines(report, board.Name + ", ", made);
        }

        Lines(report, "all, ", all);
        var ages = all.GroupBy(m => Math.Min(9, m.Forecast.Basis.JudgedMilestones / 3) * 3).OrderBy(g => g.Key);
        report.AppendLine("coverage by milestones judged before: " + string.Join(", ", ages.Select(g => string.Create(
            CultureInfo.InvariantCulture, $"{g.Key}+: {DateScores.Of([.. g], m => m.Forecast.Odds).CoverageOfWeeks:0.00} of {g.Count()}"))));
        report.AppendLine("weights at the end: " + string.Join(", ", all[^1].Forecast.Opinions
            .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Source} {o.Weight:0.00}"))));
        return report.ToString();
    }

    static void Lines(StringBuilder report, string of, List<Made> made)
    {
        if (made.Count == 0)
            return;
        var paced = made.Where(m => Has(m, ForecastSource.Pace)).ToList();
        report.AppendLine(CultureInfo.InvariantCulture, $"{of}{made.Count} weeks of {made.Select(m => m.Project).Distinct().Count()} milestones, {paced.Count} weeks with a pace");
        if (paced.Count > 0)
        {
            report.AppendLine(DateScores.Of(paced, m => m.Plain!).Line("  plain Monte Carlo"));
            report.AppendLine(DateScores.Of(paced, m => m.Forecast.Odds).Line("  ours, same weeks"));
        }

        foreach (var source in made.SelectMany(m => m.Forecast.Opinions).Select(o => o.Source).Distinct().Order())
            report.AppendLine(DateScores.Of([.. made.Where(m => Has(m, source))], m => Of(m, source)).Line("  only " + source));
        report.AppendLine(DateScores.Of(made, m => m.Forecast.Uncalibrated).Line("  blend, not calibrated"));
        report.AppendLine(DateScores.Of(made, m => m.Forecast.Odds).Line("  OURS"));
    }

    static bool Has(Made made, ForecastSource source) => made.Forecast.Opinions.Any(o => o.Source == source);

    static Spread Of(Made made, ForecastSource source) => made.Forecast.Opinions.First(o => o.Source == source).Odds;

    static List<Made> Forecast(Board board, StringBuilder report)
    {
        var made = new List<Made>();
        var refused = new Dictionary<Lack, int>();
        foreach (var week in board.Weeks)
        {
            var record = TrackRecord.Judge(made.Select(m => new PastForecast(m.Project.Name, m.Forecast, m.Project.Finished)), week.On);
            foreach (var milestone in board.Milestones.Where(m => m.Statuses.Any(s => s.On == week.On) && m.Finished > week.On))
            {
                var question = board.Ask(milestone, week, record);
                if (FinishForecaster.Forecast(question) is FinishForecast forecast)
                    made.Add(new Made(milestone, forecast, milestone.Statuses.First(s => s.On == week.On), week.On, Scored: true) { Plain = Pace.Plain(question, Pace.LongWindow, out _) });
                else if (FinishForecaster.Forecast(question) is NoForecast none)
                    refused[none.Reason] = refused.GetValueOrDefault(none.Reason) + 1;
            }
        }

        report.AppendLine(CultureInfo.InvariantCulture, $"{board.Name}: refused {string.Join(", ", refused.Select(r => $"{r.Key} {r.Value}"))}");
        return made;
    }
}

/// <summary>A board as it looked on a day.</summary>
sealed record BoardWeek(LocalDate On, ImmutableArray<BoardTask> Tasks);

/// <summary>A task on the board.</summary>
sealed record BoardTask(string Id, string Bucket, bool Done, LocalDate? Due, LocalDate? DoneOn);

/// <summary>A board replayed week by week, with the days its milestones were released.</summary>
sealed record Board(string Name, ImmutableArray<BoardWeek> Weeks, ImmutableArray<Release> Milestones)
{
    static readonly LocalDatePattern Days = LocalDatePattern.Iso;

    public static Board Read(string file)
    {
        var weeks = new List<BoardWeek>();
        var releases = new Dictionary<string, LocalDate>();
        using var text = Table.Open(file);
        while (text.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("releases", out var released))
                releases = released.EnumerateObject().ToDictionary(r => r.Name, r => Days.Parse(r.Value.GetString()!).Value);
            else
                weeks.Add(Week(json.RootElement));
        }

        var milestones = releases.Select(r => new Release(r.Key, default, r.Value,
            [.. weeks.Where(w => w.Tasks.Any(t => t.Bucket == r.Key)).Select(w => new MilestoneStatus(
                w.On, null, w.Tasks.Count(t => t.Bucket == r.Key && !t.Done)))])).Where(r => r.Statuses.Length > 0);
        return new Board(Path.GetFileName(file).Split('.')[0], [.. weeks],
            [.. milestones.Select(r => r with { Started = r.Statuses[0].On, AsCase = new(r.Name, r.Statuses[0].On, r.Finished, r.Statuses) })]);
    }

    public FinishQuestion Ask(Release milestone, BoardWeek now, TrackRecord record) => new()
    {
        AsOf = now.On,
        StartedOn = milestone.Started,
        TasksLeft = now.Tasks.Count(t => t.Bucket == milestone.Name && !t.Done),
        Weeks = PaceOf(milestone, now),
        Tasks = [.. now.Tasks.Where(t => t.Bucket == milestone.Name && !t.Done && t.Due is not null).Select(t => new OpenTask(t.Due))],
        TaskDelays = [.. now.Tasks.Where(t => t is { DoneOn: not null, Due: not null }).Select(t => Period.DaysBetween(t.Due!.Value, t.DoneOn!.Value))],
        Cases = [.. Milestones.Where(m => m.Finished < now.On).Select(m => m.AsCase)],
        Record = record,
    };

    /// <summary>Tasks the whole board finished each week, and tasks added to this milestone.</summary>
    ImmutableArray<WeekOfWork> PaceOf(Release milestone, BoardWeek now)
    {
        var until = Weeks.TakeWhile(w => w.On <= now.On).ToArray();
        return [.. until.Zip(until.Skip(1), (before, after) => new WeekOfWork(before.On,
            Math.Max(0, Done(after) - Done(before)), Math.Max(0, Added(before, after, milestone.Name))))];
    }

    static int Done(BoardWeek week) => week.Tasks.Count(t => t.Done);

    static int Added(BoardWeek before, BoardWeek after, string bucket)
    {
        var had = before.Tasks.Where(t => t.Bucket == bucket).Select(t => t.Id).ToHashSet();
        return had.Count == 0 ? 0 : after.Tasks.Count(t => t.Bucket == bucket && !had.Contains(t.Id));
    }

    static BoardWeek Week(JsonElement json)
    {
        var buckets = json.GetProperty("buckets").EnumerateArray()
            .ToDictionary(b => b.GetProperty("id").GetString()!, b => b.GetProperty("name").GetString()!);
        return new BoardWeek(Days.Parse(json.GetProperty("asOf").GetString()!).Value, [.. json.GetProperty("tasks").EnumerateArray()
            .Select(t => new BoardTask(
                t.GetProperty("id").GetString()!,
                buckets.GetValueOrDefault(t.GetProperty("bucketId").GetString() ?? "", ""),
                t.GetProperty("percentComplete").GetInt32() == 100,
                Day(t, "dueDateTime"), Day(t, "completedDateTime")))]);
    }

    static LocalDate? Day(JsonElement task, string name) =>
        task.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? Days.Parse(value.GetString()![..10]).Value : null;
}
