using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Local.Sandbox;
using NodaTime.Text;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_a_real_project_is_replayed
{
    const string Zone = "America/New_York";

    [ReplayFact("replay/HYPAT.ndjson.gz")]
    public Task Every_week_of_HYPAT_arrives_as_the_file_says() => ReplayAsync("replay/HYPAT.ndjson.gz", 36);

    [ReplayFact("replay/CB.ndjson.gz")]
    [Trait("Speed", "slow")]
    public Task Every_week_of_CB_arrives_as_the_file_says() => ReplayAsync("replay/CB.ndjson.gz", 165);

    static async Task ReplayAsync(string file, int weeks)
    {
        var path = SharedData.Find(file) ?? throw new FileNotFoundException("The real data are not here.", file);
        var lines = Weeks(path);
        Assert.Equal(weeks, lines.Count);
        await using var world = await PlanWorld.ReplayAsync(SandboxPlan.Load(path));
        foreach (var line in lines)
        {
            var asOf = LocalDatePattern.Iso.Parse(line.GetProperty("asOf").GetString()!).Value;
            var plan = await world.PlanAsync(asOf.At(new LocalTime(9, 0)).InUtc().ToInstant(), Zone);
            Assert.Equal(line.GetProperty("plan").GetProperty("title").GetString(), plan.Title);
            Assert.Equal(
                line.GetProperty("buckets").EnumerateArray().Select(Bucket), plan.Buckets);
            Assert.Equal(line.GetProperty("tasks").EnumerateArray().Select(Expected), plan.Tasks.Select(Actual));
        }
    }

    static PlanBucket Bucket(JsonElement bucket) =>
        new(bucket.GetProperty("id").GetString()!, OneLine(bucket.GetProperty("name").GetString()!));

    static (string?, string?, string?, int, int, string?, LocalDate?, int) Expected(JsonElement task) => (
        task.GetProperty("id").GetString(), OneLine(task.GetProperty("title").GetString()!),
        task.GetProperty("bucketId").GetString(),
        task.GetProperty("percentComplete").GetInt32(), task.GetProperty("priority").GetInt32(),
        task.GetProperty("dueDateTime").GetString()?[..10],
        task.TryGetProperty("completedDateTime", out var done) ? DayIn(Zone, done.GetDateTimeOffset()) : null,
        task.GetProperty("assignments").EnumerateObject().Count());

    static (string?, string?, string?, int, int, string?, LocalDate?, int) Actual(PlanTask task) => (
        task.Id, task.Title, task.Bucket, task.Percent, task.Priority,
        task.Due?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), task.Done, task.Assignees.Length);

    // Some titles were typed with two blanks in a row, or with one at the end.
    static string OneLine(string title) =>
        string.Join(' ', title.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static LocalDate DayIn(string zone, DateTimeOffset moment) =>
        Instant.FromDateTimeOffset(moment).InZone(DateTimeZoneProviders.Tzdb[zone]).Date;

    static List<JsonElement> Weeks(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
            lines.Add(JsonDocument.Parse(line).RootElement);
        return [.. lines.Where(l => l.TryGetProperty("asOf", out _))];
    }
}
