using System.Diagnostics;
using Expectations.Benchmarks.Work;
using Expectations.Core;
using Expectations.Core.Reports;
using Expectations.Hosting.Ledgers;
using Expectations.Storage;

namespace Expectations.Benchmarks;

/// <summary>B1a: a simulated year of weekly reports, decided, appended, put in the outbox and settled.</summary>
static class B1aEngine
{
    public static async Task<Result> RunAsync(string folder, int projects, int weeks)
    {
        var outlet = new CountingOutlet();
        await using var engine = await Engine.OpenAsync(folder, new StubPress(), outlet, Portfolio.Start);
        await engine.RegisterAsync(projects);
        await engine.RoundAsync();
        var commitsBefore = engine.Store.CommitCount;
        var watch = Stopwatch.StartNew();
        await engine.LiveUntilAsync(Portfolio.Start + Duration.FromDays(7 * weeks));
        watch.Stop();

        var wrong = 0;
        for (var number = 0; number < projects; number++)
            wrong += await WrongReportsAsync(engine.Store, number, weeks);
        var reports = (long)projects * weeks;
        return new Result("B1a engine", $"{projects:N0} projects × {weeks} weeks, {reports:N0} reports")
            .With("seconds", watch.Elapsed.TotalSeconds)
            .With("reports/s", reports / watch.Elapsed.TotalSeconds)
            .With("delivered", outlet.Taken)
            .With("wrong or missing", wrong + Math.Abs(outlet.Taken - reports))
            .With("commits", engine.Store.CommitCount - commitsBefore)
            .With("peak MB", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6)
            .With("bytes on disk a report", new FileInfo(Path.Combine(folder, "ledgers.db")).Length / (double)reports);
    }

    // Right means: one report each Monday, decided at nine on the project's own clock.
    static async Task<int> WrongReportsAsync(SqliteLedgerStore store, int number, int weeks)
    {
        var zone = DateTimeZoneProviders.Tzdb[Portfolio.Zone(number)];
        var expected = Portfolio.FirstReport;
        var right = 0;
        var others = 0;
        await foreach (var stored in store.ReadAsync(Portfolio.Id(number)))
        {
            if (LedgerJson.ReadEvent(stored.Bytes.Span) is not ReportIssued issued)
                continue;
            if (issued.At.InZone(zone).LocalDateTime == expected)
                right++;
            else
                others++;
            expected = expected.PlusWeeks(1);
        }
        return others + Math.Abs(weeks - right);
    }
}
