using System.Diagnostics;
using System.Globalization;
using Expectations.Benchmarks.Work;
using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Tests.Mail;
using Expectations.Local;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Benchmarks;

/// <summary>
/// B3: a process that hands letters to a real mail server is killed again and again; at the end every letter must have
/// arrived, and whatever arrived twice must be the same bytes.
/// </summary>
static class B3Kills
{
    const string ChildCommand = "b3-child";

    // Nine in London, where nobody's night holds a letter back.
    static readonly Instant Due = Portfolio.FirstReport.InUtc().ToInstant();

    public static async Task<Result> RunAsync(string folder, int letters, int kills, ILetterPress press)
    {
        await PrepareAsync(folder, letters, press);
        var queued = Count(folder, "SELECT count(*) FROM outbox");
        await using var server = await RealSmtpServer.StartAsync();
        var random = new Random(3);
        var watch = Stopwatch.StartNew();
        long underWay = 0;
        var killed = 0;
        for (; killed < kills && Count(folder, "SELECT count(*) FROM outbox") > 0; killed++)
        {
            await LiveAndDieAsync(folder, server, (int)(2 * queued / kills), random);
            underWay += Count(folder, "SELECT count(*) FROM outbox WHERE wake <> not_before");
        }
        using (var last = Start(folder, server.Port))
            await last.WaitForExitAsync();
        return Judge(server.Letters, queued, underWay, Count(folder, "SELECT count(*) FROM outbox"))
            .With("kills", killed).With("seconds", watch.Elapsed.TotalSeconds);
    }

    /// <summary>What the started program does: delivers until nothing is left.</summary>
    public static async Task ChildAsync(string folder, int port)
    {
        var clock = ShiftedClock.From(Due);
        await using var outlet = new SmtpOutlet(
            new SmtpSettings { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None }, clock);
        await using var engine = await LocalEngine.OpenAsync(
            folder, new WeeklyPlans(), new StubPress(), outlet, clock, NullLoggerFactory.Instance);
        // The next reports are a week away.
        while (await engine.Store.NextWakeAsync() is { } wake && wake < Due + Duration.FromDays(1))
        {
            if (wake - clock.GetCurrentInstant() is var pause && pause > Duration.Zero)
                await Task.Delay(pause.ToTimeSpan());
            await engine.Loop.RoundAsync(CancellationToken.None);
        }
    }

    static async Task PrepareAsync(string folder, int letters, ILetterPress press)
    {
        await using var engine = await Engine.OpenAsync(folder, press, new CountingOutlet(), Portfolio.Start);
        await engine.RegisterAsync(letters, setup => setup with { Zone = "Europe/London" });
        await engine.RoundAsync();
        engine.Clock.Now = Due;
        await engine.DecideAsync();
    }

    static async Task LiveAndDieAsync(string folder, RealSmtpServer server, int most, Random random)
    {
        using var child = Start(folder, server.Port);
        // After a letter the server has taken, but its answer may be on its way yet, or the commit.
        var target = server.Taken + random.Next(1, most);
        while (server.Taken < target && !child.HasExited)
            await Task.Delay(1);
        await Task.Delay(TimeSpan.FromMicroseconds(random.Next(4_000)));
        child.Kill();
        await child.WaitForExitAsync();
    }

    static Process Start(string folder, int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            ArgumentList = { ChildCommand, folder, port.ToString(CultureInfo.InvariantCulture) },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Insert(0, typeof(B3Kills).Assembly.Location);
        return Process.Start(start)!;
    }

    static Result Judge(IReadOnlyList<TakenLetter> taken, long queued, long underWay, long left)
    {
        var letters = taken.GroupBy(letter => letter.To.Single()).ToList();
        return new Result("B3 kills", $"{queued:N0} letters into a real mail server")
            .With("lost", queued - letters.Count)
            .With("left in the outbox", left)
            .With("arrived again", taken.Count - letters.Count)
            .With("under way when killed", underWay)
            .With("not byte for byte the same", letters.Count(same => same.Select(l => Convert.ToHexString(l.Bytes)).Distinct().Count() > 1));
    }

    static long Count(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LocalEngine.LedgerFile(folder)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this file come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
