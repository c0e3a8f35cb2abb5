using System.Globalization;
using Expectations.Benchmarks;
using Expectations.Benchmarks.Forecasts;
using Expectations.Benchmarks.Work;
using Expectations.Letters;

// Usage: Expectations.Benchmarks <name> [folder] [scale]; see README.md.
var name = args.ElementAtOrDefault(0) ?? "help";
// These only read what they are given, so that it may be data nobody can replace.
if (name is "q1" or "q1-weekly" or "q2" or "q3" or "q3-product")
    return Quality.Run(name, args.ElementAtOrDefault(1));

string[] writing = ["b1a", "b1b", "b2", "b3", "b3-child", "b4", "b4-child", "b5", "b5-forecasts", "b6", "b7", "quartz", "quartz-tuned"];
if (!writing.Contains(name))
{
    Console.WriteLine($"Choose one of: {string.Join(' ', writing)} q1 q1-weekly q2 q3 q3-product");
    return 2;
}

var folder = Path.GetFullPath(args.ElementAtOrDefault(1) ?? Path.Combine(Path.GetTempPath(), "expectations-bench"));
if (name == "b4-child")
{
    await B4ColdStart.ChildAsync(folder, Instant.FromUnixTimeSeconds(long.Parse(args[2], CultureInfo.InvariantCulture)));
    return 0;
}

if (name == "b3-child")
{
    await B3Kills.ChildAsync(folder, int.Parse(args[2], CultureInfo.InvariantCulture));
    return 0;
}

var scale = double.Parse(args.ElementAtOrDefault(2) ?? "1", CultureInfo.InvariantCulture);
int Scaled(int full) => Math.Max(1, (int)(full * scale));
// Only what an earlier run wrote is ever deleted.
const string Mark = ".expectations-bench";
if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
{
    if (!File.Exists(Path.Combine(folder, Mark)))
    {
        Console.Error.WriteLine($"{folder} holds files that are not of a benchmark. Name a new or an empty folder.");
        return 2;
    }

    Directory.Delete(folder, recursive: true);
}

Directory.CreateDirectory(folder);
File.WriteAllText(Path.Combine(folder, Mark), "");
Console.WriteLine($"raw fsync: {Engine.FsyncsPerSecond(folder):N0}/s, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
Console.WriteLine(name switch
{
    "b1a" => await B1aEngine.RunAsync(folder, Scaled(10_000), 52),
    "b1b" => await B1bLetters.RunAsync(folder, Scaled(10_000), Press()),
    "b2" => await B2Webhooks.RunAsync(folder, seconds: Scaled(60)),
    "b3" => await B3Kills.RunAsync(folder, Scaled(10_000), Scaled(200), Press()),
    "b4" => await B4ColdStart.RunAsync(folder, Scaled(100_000)),
    "b5" => await B5Bytes.RunAsync(folder, Scaled(1_000), forecasts: false),
    "b5-forecasts" => await B5Bytes.RunAsync(folder, Scaled(1_000), forecasts: true),
    "b6" => await B6OnTime.RunAsync(folder, Scaled(1_000), Press()),
    "b7" => B7DryRun.Run(Scaled(1_000), Press()),
    "quartz" => await PeerQuartz.RunAsync(folder, Scaled(2_000), tuned: false),
    "quartz-tuned" => await PeerQuartz.RunAsync(folder, Scaled(2_000), tuned: true),
    _ => throw new ArgumentOutOfRangeException(nameof(args), name, "No such benchmark."),
});
return 0;

static LetterPress Press() => new(new LetterOptions
{
    SenderAddress = "reports@agency.example",
    MessageIdDomain = "agency.example",
    BaseUrl = new Uri("https://expectations.agency.example"),
    UnsubscribeKey = new byte[32],
});
