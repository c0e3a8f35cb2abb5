using Expectations.Benchmarks.Work;
using Expectations.Core;
using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Tests.Mail;
using Expectations.Local;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Benchmarks;

/// <summary>
/// B6: many projects of one zone are due at nine; how late each letter meets MAIL FROM at a real mail server. Runs the
/// one-machine host's own loop on a clock that goes at the usual pace. Plans come from memory. Twice in one process: as
/// its first reports ever, and as those of a process that has reported before.
/// </summary>
static class B6OnTime
{
    static readonly Duration Before = Duration.FromSeconds(8);

    public static async Task<Result> RunAsync(string folder, int projects, ILetterPress press)
    {
        await using var server = await RealSmtpServer.StartAsync();
        var result = new Result("B6 on time", $"{projects:N0} projects due at nine, one zone");
        foreach (var (time, letters) in new[] { ("first time", projects), ("later", 2 * projects) })
        {
            var late = await LatenessAsync(Path.Combine(folder, time), projects, press, server, letters);
            result = result.With($"{time}: first ms late", late[0]).With($"{time}: p50 ms late", At(late, 0.5))
                .With($"{time}: p99 ms late", At(late, 0.99)).With($"{time}: last ms late", late[^1]);
        }
        return result;
    }

    static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    static async Task<double[]> LatenessAsync(
        string folder, int projects, ILetterPress press, RealSmtpServer server, int lettersByThen)
    {
        var due = Portfolio.FirstReport.InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();
        await using var outlet = new SmtpOutlet(server.Settings, SystemClock.Instance);
        var clock = ShiftedClock.From(due - Before);
        await using var engine = await LocalEngine.OpenAsync(
            folder, new WeeklyPlans(), press, outlet, clock, NullLoggerFactory.Instance);
        await Parallel.ForEachAsync(Enumerable.Range(0, projects), async (number, token) =>
            await engine.RegisterAsync(Portfolio.Project(number) with { Zone = "Europe/London" }, token));
        using var end = new CancellationTokenSource();
        var running = engine.Loop.RunAsync(end.Token);
        // The first readings of all plans have to be over when it strikes nine, as they are in real life.
        if (clock.GetCurrentInstant() > due)
            throw new InvalidOperationException("Nine had struck before all projects were registered.");
        var taken = await server.LettersAsync(lettersByThen);
        await end.CancelAsync();
        await running;
        return
        [
            .. taken.Skip(lettersByThen - projects)
                .Select(letter => Instant.FromUnixTimeMilliseconds(letter.MailFromAt) + clock.Shift - due)
                .Select(late => late.TotalMilliseconds).Order(),
        ];
    }
}
