using System.IO.Compression;
using System.Text.Json;
using Expectations.Core.Reports;

namespace Expectations.Local.Tests.Replays;

/// <summary>One week of a recorded plan, read straight from the file, with nothing of the product's own reading.</summary>
sealed record RecordedWeek(LocalDate AsOf, Dictionary<string, RecordedTask> Tasks, List<(string Id, string Name)> Buckets)
{
    public int Done => Tasks.Values.Count(t => t.IsDone);

    public static List<RecordedWeek> Load(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var weeks = new List<RecordedWeek>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("asOf", out var asOf))
                weeks.Add(Of(Day(asOf.GetString())!.Value, json.RootElement));
        }
        return weeks;
    }

    public HashSet<string> DoneSince(RecordedWeek? before) =>
        [.. Tasks.Values.Where(t => t.IsDone && before?.Tasks.GetValueOrDefault(t.Id) is not { IsDone: true }).Select(t => t.Id)];

    public HashSet<string> Overdue(LocalDate today) => [.. Tasks.Values.Where(t => !t.IsDone && t.Due < today).Select(t => t.Id)];

    public HashSet<string> Next(LocalDate today) =>
    [
        .. Tasks.Values.Where(t => !t.IsDone && !(t.Due < today) && (t.Percent > 0 || t.Due <= today.PlusWeeks(1))).Select(t => t.Id),
    ];

    public HashSet<(MoveKind, string)> MovesSince(RecordedWeek before)
    {
        var moves = new HashSet<(MoveKind, string)>();
        foreach (var gone in before.Tasks.Keys.Except(Tasks.Keys))
            moves.Add((MoveKind.Removed, gone));
        foreach (var task in Tasks.Values)
            if (!before.Tasks.TryGetValue(task.Id, out var was))
                _ = task.IsDone || moves.Add((MoveKind.Added, task.Id));
            else
            {
                if (was.IsDone && !task.IsDone)
                    moves.Add((MoveKind.Reopened, task.Id));
                if (was.Due != task.Due)
                    moves.Add((Kind(was.Due, task.Due), task.Id));
            }
        return moves;
    }

    /// <summary>Dates of every bucket, by its name: of all done, or else of what is open, but not before today.</summary>
    public LocalDate? DateOf(string bucket, LocalDate agreed, LocalDate today)
    {
        var tasks = InBucket(bucket);
        if (tasks.Count > 0 && tasks.All(t => t.IsDone))
            return tasks.Max(t => t.DoneOn);
        var planned = tasks.Where(t => !t.IsDone).Max(t => t.Due);
        return (planned ?? agreed) < today ? today : planned;
    }

    public LocalDate? LastDue(string bucket) => InBucket(bucket).Max(t => t.Due);

    public List<RecordedTask> InBucket(string name)
    {
        var ids = Buckets.Where(b => b.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(b => b.Id).ToHashSet();
        return [.. Tasks.Values.Where(t => ids.Contains(t.Bucket))];
    }

    static MoveKind Kind(LocalDate? from, LocalDate? to) => from is null ? MoveKind.Dated
        : to is null ? MoveKind.Undated
        : from < to ? MoveKind.Later : MoveKind.Earlier;

    static RecordedWeek Of(LocalDate asOf, JsonElement week) => new(
        asOf,
        week.GetProperty("tasks").EnumerateArray().Select(Task).ToDictionary(t => t.Id),
        [.. week.GetProperty("buckets").EnumerateArray().Select(b => (Text(b, "id")!, Text(b, "name")!.Trim()))]);

    static RecordedTask Task(JsonElement task) => new(
        Text(task, "id")!, Text(task, "bucketId") ?? "", task.GetProperty("percentComplete").GetInt32(),
        Day(Text(task, "dueDateTime")), Day(Text(task, "completedDateTime")));

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static LocalDate? Day(string? moment) =>
        moment is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(moment[..10]).GetValueOrThrow();
}

sealed record RecordedTask(string Id, string Bucket, int Percent, LocalDate? Due, LocalDate? DoneOn)
{
    public bool IsDone => Percent >= 100;
}
