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
/// one-machine host's own loop on a clock that goes at the usual pace. Plans come from memory.
/// </summary>
static class B6OnTime
{
    static readonly Duration Before = Duration.FromSeconds(8);

    public static async Task<Result> RunAsync(string folder, int projects, ILetterPress press)
    {
        var due = Portfolio.FirstReport.InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();
        await using var server = await RealSmtpServer.StartAsync();
        await using var outlet = new SmtpOutlet(server.Settings, SystemClock.Instance);
        var clock = ShiftedClock.From(due - Before);
        await using var engine = await LocalEngine.OpenAsync(
            folder, new WeeklyPlans(), press, outlet, clock, NullLoggerFactory.Instance);
        await Parallel.ForEachAsync(Enumerable.Range(0, projects), async (number, token) =>
            await engine.RegisterAsync(Portfolio.Project(number) with { Zone = "Europe/London" }, token));
        using var end = new CancellationTokenSource();
        var running = engine.Loop.RunAsync(end.Token);
        // The first readings of all plans have to be over when it strikes nine, as they are in real life.
        var ready = due - clock.GetCurrentInstant();
        var taken = await server.LettersAsync(projects);
        await end.CancelAsync();
        await running;
        var lateness = taken
            .Select(letter => (Instant.FromUnixTimeMilliseconds(letter.MailFromAt) + clock.Shift - due).TotalMilliseconds)
            .Order().ToArray();
        double At(double share) => lateness[Math.Min(lateness.Length - 1, (int)(share * lateness.Length))];
        return new Result("B6 on time", $"{projects:N0} projects due at nine, one zone")
            .With("ready s before", ready.TotalSeconds)
            .With("first ms late", lateness[0]).With("p50 ms late", At(0.5)).With("p99 ms late", At(0.99))
            .With("last ms late", lateness[^1]);
    }
}
