using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Expectations.Core.Projects;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Plans;
using Expectations.Integrations.Tests.Mail;
using Expectations.Letters;
using Expectations.Local.Demo;
using Expectations.Local.Sandbox;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Expectations.Local.Tests;

/// <summary>Weeks in which mail servers and outlets complain with addresses in their words, logged at Debug.</summary>
public sealed partial class When_operators_read_the_log : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("expectations-log-").FullName;
    readonly LogBook log = new();
    readonly DemoWorld world = DemoWorld.Sample(weeks: 6);

    [Fact]
    [Trait("Speed", "slow")]
    public async Task It_tells_what_went_wrong_without_a_clients_address_or_a_token_out_of_a_letter()
    {
        using var logs = Logs.To(logging => logging.AddProvider(log), LogLevel.Debug);
        var tokens = await LiveAsync(logs);

        var lines = log.Lines;
        Assert.Contains(lines, l => l.Contains("failed on letter", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("is tried on", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("A request to /unsubscribe/{token} failed", StringComparison.Ordinal));
        var clients = world.Projects.SelectMany(p => p.People).Where(p => p.Role != Role.Manager);
        Assert.All(clients, client => AssertUnknown(lines, client.Email));
        Assert.NotEmpty(tokens);
        Assert.All(tokens, token => AssertUnknown(lines, token));
    }

    public void Dispose()
    {
        log.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<HashSet<string>> LiveAsync(ILoggerFactory logs)
    {
        var clock = new VirtualClock(world.Start);
        var busy = $"450 4.2.1 <{Client()}> is over quota";
        await using var server = new ScriptedSmtpServer();
        server.AnswerInTurn("RCPT", [.. Enumerable.Repeat(busy, 60), "250 OK"]);
        await using var smtp = new SmtpOutlet(server.Settings, SystemClock.Instance);
        await using var sandbox = await GraphSandbox.StartAsync(world.Plans, clock);
        using var plans = new GraphPlanSource(
            new GraphOptions { SignIn = GraphSignIn.Sandbox, BaseUrl = sandbox.BaseUrl },
            logs.CreateLogger<GraphPlanSource>());
        await using var engine = await LocalEngine.OpenAsync(
            folder, plans, Press(), new ClumsyOutlet(smtp), clock, logs);
        foreach (var project in world.Projects)
            Assert.Null(await engine.RegisterAsync(project));
        var manager = new DemoManager(engine.Runner, world);
        var decider = new DemoClient(engine.Runner, world);
        await new TimeLapse(engine, clock).LiveUntilAsync(
            world.End, TimeSpan.Zero, async now =>
            {
                await manager.ReviewAsync(now, default);
                await decider.DecideAsync(now, default);
            }, default);
        HashSet<string> links = [.. server.Contents.SelectMany(Links)];
        Assert.Contains(links, link => link.StartsWith("/decide/", StringComparison.Ordinal));
        await LookAroundAsync(engine, links, logs);
        return [.. links.Select(link => link[(link.LastIndexOf('/') + 1)..])];
    }

    // Visits every link out of a letter and presses its button, the last time while the store is gone.
    async Task LookAroundAsync(LocalEngine engine, IReadOnlyCollection<string> links, ILoggerFactory logs)
    {
        var settings = new WebSettings { OpenOnThisMachine = true, UnsubscribeKey = UnsubscribeKey.Of(folder) };
        await using var site = await LocalSite.StartAsync(engine, settings, folder, "http://127.0.0.1:0", logs, default);
        using var client = new HttpClient { BaseAddress = new Uri(site.Urls.First()) };
        foreach (var link in links)
            Assert.True((int)(await client.GetAsync(link)).StatusCode is 200 or 410);
        List<string> stopping = [.. links.Where(link => link.StartsWith("/unsubscribe/", StringComparison.Ordinal))];
        foreach (var link in links.Except(stopping, StringComparer.Ordinal))
            Assert.NotEqual(500, await PressAsync(client, link));
        foreach (var link in stopping.SkipLast(1))
            Assert.Equal(200, await PressAsync(client, link));
        await engine.DisposeAsync();
        Assert.Equal(500, await PressAsync(client, stopping[^1]));
    }

    static async Task<int> PressAsync(HttpClient client, string link)
    {
        using var button = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        return (int)(await client.PostAsync(link, button)).StatusCode;
    }

    static IEnumerable<string> Links(byte[] letter)
    {
        var message = MimeMessage.Load(new MemoryStream(letter));
        return Link().Matches(message.Headers[HeaderId.ListUnsubscribe] + message.HtmlBody).Select(m => m.Value);
    }

    string Client() => world.Projects[0].People.First(p => p.Role == Role.Decider).Email;

    LetterPress Press() => new(new LetterOptions
    {
        SenderAddress = "reports@northlight.example",
        MessageIdDomain = "northlight.example",
        BaseUrl = new Uri("https://expectations.northlight.example"),
        UnsubscribeKey = UnsubscribeKey.Of(folder),
    });

    static void AssertUnknown(IEnumerable<string> lines, string secret) =>
        Assert.DoesNotContain(lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("/(?:unsubscribe|client|pulse|decide/[a-z0-9-]+)/[A-Za-z0-9_.~-]+")]
    private static partial Regex Link();

    /// <summary>Breaks down over each letter once, saying to whom it was.</summary>
    sealed class ClumsyOutlet(IOutlet inner) : IOutlet
    {
        readonly ConcurrentDictionary<string, bool> dropped = new(StringComparer.Ordinal);

        public string Name => "clumsy";

        public Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default) =>
            dropped.TryAdd(letter.MessageId, true)
                ? throw new InvalidOperationException($"Nobody at {letter.Recipient} answers.")
                : inner.DeliverAsync(letter, cancellation);
    }

    /// <summary>Keeps every line, with what an exception says.</summary>
    sealed class LogBook : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyList<string> Lines => [.. lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() => lines.Clear();
    }
}
