using System.Diagnostics;
using System.Globalization;
using Expectations.Benchmarks.Work;
using Expectations.Core;

namespace Expectations.Benchmarks;

/// <summary>B4: from starting the program to the first letter, with many projects asleep and one due.</summary>
static class B4ColdStart
{
    const string ChildCommand = "b4-child";
    const int Starts = 5;

    // The one is due each Friday at noon in London; all others sleep for a year.
    static readonly Instant Wake = Instant.FromUtc(2026, 1, 9, 12, 0);

    public static async Task<Result> RunAsync(string folder, int sleepers)
    {
        await PrepareAsync(folder, sleepers);
        var seconds = new List<double>();
        var megabytes = 0.0;
        for (var start = 0; start < Starts; start++)
        {
            var (elapsed, peak) = await StartAsync(folder, Wake + Duration.FromDays(7 * start));
            seconds.Add(elapsed);
            megabytes = Math.Max(megabytes, peak);
        }
        seconds.Sort();
        return new Result("B4 cold start", $"{sleepers:N0} asleep, one due; {Starts} starts")
            .With("exec to first letter s, median", seconds[Starts / 2])
            .With("exec to first letter s, worst", seconds[^1])
            .With("peak MB", megabytes);
    }

    /// <summary>What the started program does: opens the ledgers and delivers what is due.</summary>
    public static async Task ChildAsync(string folder, Instant now)
    {
        var outlet = new AnnouncingOutlet();
        await using var engine = await Engine.OpenAsync(folder, new StubPress(), outlet, now);
        await engine.RoundAsync();
    }

    static async Task PrepareAsync(string folder, int sleepers)
    {
        await using var engine = await Engine.OpenAsync(folder, new StubPress(), new CountingOutlet(), Wake - Duration.FromDays(3));
        await engine.RegisterAsync(sleepers, setup => setup with
        {
            Cadence = setup.Cadence with { Start = Portfolio.FirstReport.PlusYears(1) },
        });
        var one = Portfolio.Project(0) with
        {
            Id = "the-one",
            Cadence = new() { Rule = "FREQ=WEEKLY;BYDAY=FR", Start = new LocalDateTime(2026, 1, 9, 12, 0) },
        };
        await engine.Runner.ApplyAsync(one.Id, new SetupReceived(engine.Clock.Now, one));
        await engine.RoundAsync();
    }

    static async Task<(double Seconds, double PeakMegabytes)> StartAsync(string folder, Instant now)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList = { ChildCommand, folder, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Insert(0, typeof(B4ColdStart).Assembly.Location);
        var watch = Stopwatch.StartNew();
        using var child = Process.Start(start)!;
        var line = await child.StandardOutput.ReadLineAsync();
        var elapsed = watch.Elapsed.TotalSeconds;
        await child.WaitForExitAsync();
        return line is not null && double.TryParse(line, CultureInfo.InvariantCulture, out var peak)
            ? (elapsed, peak)
            : throw new InvalidOperationException("The started program delivered no letter.");
    }
}
