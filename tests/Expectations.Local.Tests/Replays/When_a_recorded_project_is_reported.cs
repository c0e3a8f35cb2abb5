using Expectations.Core.Reports;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Plans;
using Expectations.Integrations.Tests.Mail;
using Expectations.Integrations.Tests.Plans;
using Expectations.Letters;
using Expectations.Local.Demo;
using Expectations.Local.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace Expectations.Local.Tests.Replays;

/// <summary>
/// Real projects week by week: over HTTP through the Graph SDK, decided, written, and received by a real mail server.
/// Every report is compared with what the file says of that week.
/// </summary>
public sealed class When_a_recorded_project_is_reported : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("expectations-replay-").FullName;

    [ReplayFact("replay/HYPAT.ndjson.gz")]
    [Trait("Speed", "slow")]
    public Task HYPAT_is_right_in_each_of_its_36_weeks() => ReplayAsync("replay/HYPAT.ndjson.gz", 36);

    [ReplayFact("replay/CB.ndjson.gz")]
    [Trait("Speed", "slow")]
    public Task CB_is_right_in_each_of_its_165_weeks() => ReplayAsync("replay/CB.ndjson.gz", 165);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    async Task ReplayAsync(string name, int weeksInAll)
    {
        var file = SharedData.Find(name)!;
        var weeks = RecordedWeek.Load(file);
        Assert.Equal(weeksInAll, weeks.Count);
        var world = DemoWorld.Replay(file, weeks: null);
        var clock = new VirtualClock(world.Start);
        await using var server = await RealSmtpServer.StartAsync();
        await using var outlet = new SmtpOutlet(server.Settings, SystemClock.Instance);
        await using var sandbox = await GraphSandbox.StartAsync(world.Plans, clock, pageSize: 40);
        using var plans = new GraphPlanSource(new GraphOptions { SignIn = GraphSignIn.Sandbox, BaseUrl = sandbox.BaseUrl });
        await using var engine = await LocalEngine.OpenAsync(folder, plans, Press(), outlet, clock, NullLoggerFactory.Instance);
        Assert.Null(await engine.RegisterAsync(world.Projects[0]));
        await engine.Loop.RoundAsync(default);

        var agreed = new Dictionary<string, LocalDate>(StringComparer.OrdinalIgnoreCase);
        RecordedWeek? before = null;
        foreach (var week in weeks)
        {
            Agree(agreed, week);
            clock.AdvanceTo(week.AsOf.At(new LocalTime(12, 0)).InUtc().ToInstant());
            await engine.Loop.RoundAsync(default);
            var report = (await engine.Runner.StateAsync("replay")).Reports.Last!;
            Assert.Equal(NodaTime.Text.LocalDatePattern.Iso.Format(week.AsOf), report.Period);
            AssertRight(report.Content, week, before, agreed);
            before = week;
        }

        var letters = await server.LettersAsync(weeks.Count);
        Assert.Equal(weeks.Count, letters.Select(l => MimeMessage.Load(new MemoryStream(l.Bytes)).MessageId).Distinct().Count());
        Assert.All(letters.OrderBy(Date).Zip(weeks), pair => AssertTellsTheTotals(pair.First, pair.Second));
    }

    static void AssertRight(ReportContent report, RecordedWeek week, RecordedWeek? before, Dictionary<string, LocalDate> agreed)
    {
        var today = week.AsOf;
        Assert.Equal(new BurnUpPoint(today, week.Tasks.Count, week.Done), report.BurnUp[^1]);
        AssertList(week.DoneSince(before), report.Done);
        AssertList(week.Overdue(today), report.Overdue);
        AssertList(week.Next(today), report.Next);
        var moves = before is null ? [] : week.MovesSince(before);
        Assert.Equal(moves.Count, report.MovesInAll);
        Assert.Subset(moves, report.Moves.Select(m => (m.Kind, m.TaskId)).ToHashSet());
        Assert.Equal(Math.Min(moves.Count, 15), report.Moves.Length);
        Assert.Equal(agreed.Keys.Order(StringComparer.Ordinal), report.Milestones.Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.All(report.Milestones, line =>
        {
            Assert.Equal(agreed[line.Name], line.Original);
            Assert.Equal(week.DateOf(line.Name, line.Agreed, today), line.Now);
        });
    }

    static void AssertList(HashSet<string> expected, TaskList actual)
    {
        Assert.Equal(expected.Count, actual.InAll);
        Assert.Equal(Math.Min(expected.Count, 12), actual.Shown.Length);
        Assert.Subset(expected, actual.Shown.Select(t => t.Id).ToHashSet());
    }

    static void AssertTellsTheTotals(TakenLetter letter, RecordedWeek week)
    {
        var message = MimeMessage.Load(new MemoryStream(letter.Bytes));
        var total = $"{week.Done} of {week.Tasks.Count} task";
        Assert.Contains(total, message.TextBody, StringComparison.Ordinal);
        Assert.Contains(total, message.HtmlBody, StringComparison.Ordinal);
    }

    static DateTimeOffset Date(TakenLetter letter) => MimeMessage.Load(new MemoryStream(letter.Bytes)).Date;

    // What a bucket is first seen to promise is what is agreed.
    static void Agree(Dictionary<string, LocalDate> agreed, RecordedWeek week)
    {
        foreach (var (_, name) in week.Buckets)
            if (!agreed.ContainsKey(name) && week.LastDue(name) is { } due)
                agreed[name] = due;
    }

    static LetterPress Press() => new(new LetterOptions
    {
        SenderAddress = "reports@northlight.example",
        MessageIdDomain = "northlight.example",
        BaseUrl = new Uri("https://expectations.northlight.example"),
        UnsubscribeKey = new byte[32],
    });
}
