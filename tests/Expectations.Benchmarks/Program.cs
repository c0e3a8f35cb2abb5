using Expectations.Benchmarks;
using Expectations.Benchmarks.Work;

// Usage: Expectations.Benchmarks <name> [folder] [scale]; see README.md.
var name = args.ElementAtOrDefault(0) ?? "help";
var folder = Path.GetFullPath(args.ElementAtOrDefault(1) ?? Path.Combine(Path.GetTempPath(), "expectations-bench"));
var scale = double.Parse(args.ElementAtOrDefault(2) ?? "1", System.Globalization.CultureInfo.InvariantCulture);
if (Directory.Exists(folder))
    Directory.Delete(folder, recursive: true);
Directory.CreateDirectory(folder);
Console.WriteLine($"raw fsync: {Engine.FsyncsPerSecond(folder):N0}/s, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
Console.WriteLine(name switch
{
    "b1a" => await B1aEngine.RunAsync(folder, (int)(10_000 * scale), 52),
    _ => "Choose one of: b1a",
});
return 0;
