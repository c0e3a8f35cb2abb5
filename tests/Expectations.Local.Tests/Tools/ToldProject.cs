using System.Security.Cryptography;
using System.Text;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Integrations.Tests.Webhooks;
using Expectations.Local.Demo;
using Expectations.Local.Portfolio;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace Expectations.Local.Tests;

/// <summary>The local host, its settings read from files, with one project without Planner, on a virtual clock.</summary>
sealed class ToldProject : IAsyncDisposable
{
    const string Secret = "the-secret-of-the-tool";

    readonly Commands.TryOut tryOut = new();
    readonly ToolWorld world;
    VirtualClock clock = null!;
    ToolServer server = null!;
    RealParts parts = null!;
    LocalEngine engine = null!;
    WebApplication site = null!;
    HttpClient client = null!;

    ToldProject(ToolWorld world) => this.world = world;

    /// <summary>What has changed in the tool.</summary>
    public Func<string, string> Change { get; set; } = json => json;

    /// <summary>Whether the tool cannot be reached.</summary>
    public bool IsDown { get; set; }

    public static string Yaml(ToolWorld world) => $$"""
        id: shop
        name: Shop
        client: Harbour & Finch
        zone: Europe/London
        cadence: { rule: "FREQ=WEEKLY;BYDAY=FR", start: 2026-09-04T09:00 }
        people:
          - { id: grace, name: Grace Lindqvist, email: grace@northlight.example, role: manager }
          - { id: eleanor, name: Eleanor Finch, email: eleanor@harbour-finch.example, role: decider }
        plan:
          webhooks: { from: [ { tool: {{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(world.Tool.ToString())}}, project: {{world.Project}} } ], reconcile: true }
        baseline: { milestones: [ { id: launch, name: Launch, date: 2026-10-30, bucket: Launch } ] }
        review: { hold: never }
        warnings: {}
        """;

    public static async Task<ToldProject> OpenAsync(ToolWorld world, Instant start)
    {
        var project = new ToldProject(world) { clock = new VirtualClock(start) };
        project.server = await ToolServer.StartAsync(call => project.IsDown
            ? new ToolAnswer("{}", 503)
            : world.Answer(call, false) is var answer ? answer with { Json = project.Change(answer.Json) } : answer);
        await project.StartAsync();
        return project;
    }

    /// <summary>Time goes on in the steps of the loop.</summary>
    public async Task ReachAsync(Instant moment)
    {
        while (ProjectLedger.NextDueAt(await engine.Runner.StateAsync("shop")) is { } due && due < moment)
        {
            clock.AdvanceTo(due);
            await engine.Loop.RoundAsync(default);
        }
        clock.AdvanceTo(moment);
        await engine.Loop.RoundAsync(default);
    }

    /// <summary>The tool calls in, as it proves itself.</summary>
    public async Task<System.Net.HttpStatusCode> CallAsync(string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/{ToolName}/shop") { Content = new ByteArrayContent(body) };
        if (world.Tool == Tool.Gitlab)
            request.Headers.Add("X-Gitlab-Token", Secret);
        else
            request.Headers.Add("X-Hub-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Texts of the letters to somebody, oldest first.</summary>
    public async Task<List<string>> LettersToAsync(string address)
    {
        var letters = new List<MimeMessage>();
        foreach (var file in tryOut.Letters)
            letters.Add(await MimeMessage.LoadAsync(file));
        return [.. letters.Where(l => l.To.Mailboxes.Any(to => to.Address == address)).OrderBy(l => l.Date).Select(l => $"{l.Subject}\n{l.TextBody}")];
    }

    public async Task<List<LedgerEvent>> LedgerAsync()
    {
        var events = new List<LedgerEvent>();
        await foreach (var chained in engine.Store.ReadAsync("shop"))
            events.Add(LedgerJson.ReadEvent(chained.Bytes.Span));
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await site.DisposeAsync();
        await engine.DisposeAsync();
        await parts.DisposeAsync();
        await server.DisposeAsync();
        tryOut.Dispose();
    }

    string ToolName => world.Tool == Tool.Gitlab ? "gitlab" : "jira";

    async Task StartAsync()
    {
        tryOut.Write("secret", Secret);
        tryOut.Write("token", ToolWorld.Token);
        tryOut.Write("shop.yaml", Yaml(world));
        tryOut.Write("portfolio.yaml", $$"""
            sender: reports@northlight.example
            lettersPerMinute: 6000
            outlet: { folder: { path: letters } }
            webhooks:
              - tool: {{ToolName}}
                secretsFrom: [ { file: secret } ]
                tokenFrom: { file: token }
                address: {{server.Address}}
                {{(world.User is null ? "" : $"user: {world.User}")}}
            """);
        var (settings, mistakes) = HostSettingsFile.Load(tryOut.Folder, _ => null);
        Assert.Empty(mistakes);
        parts = await RealParts.BuildAsync(settings!, null, clock, NullLoggerFactory.Instance);
        engine = await LocalEngine.OpenAsync(settings!.DataFolder, parts.Plans, parts.Press, parts.Outlet(clock), clock, NullLoggerFactory.Instance);
        var address = Commands.Program.FreeAddress();
        var web = new WebSettings { OpenOnThisMachine = true, UnsubscribeKey = new byte[32], Webhooks = settings.ToWebhooks() };
        site = await LocalSite.StartAsync(engine, web, tryOut.Folder, address, NullLoggerFactory.Instance, default);
        client = new HttpClient { BaseAddress = new Uri(address) };
        Assert.Null(await engine.RegisterAsync(Assert.Single(PortfolioFolder.Load(tryOut.Folder).Projects)));
    }
}
