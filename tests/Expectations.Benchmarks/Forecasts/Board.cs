using System.Text.Json;
using Expectations.Forecasting.Finish;
using NodaTime.Text;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>A board as it looked on a day.</summary>
sealed record BoardWeek(LocalDate On, ImmutableArray<BoardTask> Tasks);

/// <summary>A task on the board.</summary>
sealed record BoardTask(string Id, string Bucket, bool Done, LocalDate? Due, LocalDate? DoneOn)
{
    public int Percent { get; init; }

    public string? Owner { get; init; }
}

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

    /// <summary>The release date as the tasks of a milestone told it on a day: the latest of their due dates.</summary>
    public static LocalDate? Planned(Release milestone, BoardWeek now) => now.Tasks
        .Where(t => t.Bucket == milestone.Name).Max(t => t.Due);

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
                Day(t, "dueDateTime"), Day(t, "completedDateTime"))
            {
                Percent = t.GetProperty("percentComplete").GetInt32(),
                Owner = t.TryGetProperty("assignments", out var people) ? people.EnumerateObject().Select(p => p.Name).FirstOrDefault() : null,
            })]);
    }

    static LocalDate? Day(JsonElement task, string name) =>
        task.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? Days.Parse(value.GetString()![..10]).Value : null;
}
