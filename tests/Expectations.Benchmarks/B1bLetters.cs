using System.Diagnostics;
using Expectations.Benchmarks.Work;
using Expectations.Hosting.Delivery;

namespace Expectations.Benchmarks;

/// <summary>B1b: full report letters decided, rendered, frozen, committed and delivered to nowhere.</summary>
static class B1bLetters
{
    public static async Task<Result> RunAsync(string folder, int projects, ILetterPress press)
    {
        var outlet = new CountingOutlet();
        await using var engine = await Engine.OpenAsync(folder, press, outlet, Portfolio.Start);
        await engine.RegisterAsync(projects);
        await engine.RoundAsync();
        var watch = Stopwatch.StartNew();
        await engine.LiveUntilAsync(Portfolio.Start + Duration.FromDays(7));
        return new Result("B1b letters", $"{projects:N0} projects, one report each, three languages")
            .With("letters", outlet.Taken)
            .With("seconds", watch.Elapsed.TotalSeconds)
            .With("letters/s", outlet.Taken / watch.Elapsed.TotalSeconds);
    }
}
