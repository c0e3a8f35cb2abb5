using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NodaTime.Text;

namespace Expectations.Local.Sandbox;

/// <summary>
/// The history of one plan: a snapshot a line, as JSON <c>{asOf, plan, buckets, tasks}</c> in the shape
/// Microsoft Graph answers with, and where there are any <c>details</c>, <c>users</c>, <c>events</c> and
/// <c>absences</c>. Events and absences name their <c>mailbox</c>; their times are UTC.
/// </summary>
public sealed class SandboxPlan
{
    static readonly string[] Parts = ["asOf", "plan", "buckets", "tasks"];

    readonly List<(Instant From, byte[] Line)> history;
    readonly Lock gate = new();
    (int Index, SandboxSnapshot? Snapshot) current = (-1, null);

    SandboxPlan(List<(Instant From, byte[] Line)> history) => this.history = history;

    /// <summary>Identity of the plan.</summary>
    public string Id => At(history[0].From)!.PlanId;

    /// <summary>The moments from which on each snapshot is in force, ascending.</summary>
    public IEnumerable<Instant> Moments => history.Select(h => h.From);

    /// <summary>Mailboxes of the people the history names.</summary>
    public IEnumerable<string> Mailboxes =>
        At(history[^1].From)!.Users.Select(u => SandboxSnapshot.Text(u, "mail")).OfType<string>();

    /// <summary>Reads a history from a file, plain or with gzip.</summary>
    /// <exception cref="InvalidDataException">The file is no history; the message names the line.</exception>
    public static SandboxPlan Load(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return Of(Lines(reader), Path.GetFileName(path));
    }

    /// <summary>Reads all histories of a folder: <c>*.ndjson</c> and <c>*.ndjson.gz</c>.</summary>
    /// <exception cref="InvalidDataException">A file is no history; it says which and where.</exception>
    public static IReadOnlyList<SandboxPlan> LoadFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.ndjson*").Order(StringComparer.Ordinal).Select(Load)];

    /// <summary>Takes a history from its lines. Lines that are no snapshot of a plan are left out.</summary>
    /// <param name="lines">One JSON object each.</param>
    /// <param name="name">What the history is called in messages.</param>
    /// <exception cref="InvalidDataException">A line is no JSON object, or none is a snapshot.</exception>
    public static SandboxPlan Of(IEnumerable<string> lines, string name = "The history")
    {
        var snapshots = lines.Select((line, i) => Read(line, name, i + 1))
            .OfType<(Instant From, byte[] Line)>().ToList();
        snapshots.Sort((a, b) => a.From.CompareTo(b.From));
        return snapshots.Count > 0
            ? new SandboxPlan(snapshots)
            : throw new InvalidDataException($"{name} holds no line with asOf, plan, buckets and tasks.");
    }

    /// <summary>The snapshot in force at a moment; none before the first.</summary>
    internal SandboxSnapshot? At(Instant now)
    {
        var index = history.FindLastIndex(h => h.From <= now);
        if (index < 0)
            return null;
        lock (gate)
        {
            if (current.Index != index)
                current = (index, new SandboxSnapshot(JsonDocument.Parse(history[index].Line).RootElement));
            return current.Snapshot;
        }
    }

    static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                yield return line;
    }

    // What actually came of a project may stand below its history; it is for judging and is never served.
    static (Instant From, byte[] Line)? Read(string line, string name, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var isSnapshot = Parts.All(part => json.RootElement.TryGetProperty(part, out _));
            return isSnapshot
                ? (Moment(json.RootElement.GetProperty("asOf").GetString()!), Encoding.UTF8.GetBytes(line))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or UnparsableValueException)
        {
            throw new InvalidDataException($"{name}, line {number}: {e.Message}", e);
        }
    }

    static Instant Moment(string asOf) => asOf.Length == 10
        ? LocalDatePattern.Iso.Parse(asOf).Value.AtMidnight().InUtc().ToInstant()
        : InstantPattern.ExtendedIso.Parse(asOf).Value;
}
