using System.Net;
using System.Security.Cryptography;
using System.Text;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Mail;
using Expectations.Hosting.Plans;
using Expectations.Hosting.Tests.Pages;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks;
using Expectations.Integrations.Webhooks.Outgoing;
using Expectations.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Expectations.Integrations.Tests.Webhooks;

/// <summary>The real HTTP endpoint over a real store, with one project whose plan PM tools keep.</summary>
sealed class WebhookSite : IClock, IPlanSource, IBell, IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string Project = "webshop";
    public static readonly Uri BaseUrl = new("https://reports.agency.example");

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("webhooks-");
    readonly SqliteLedgerStore store;
    readonly WebApplication host;

    WebhookSite(WebhookSettings settings, IPlanSource? plans, OutgoingSettings? outgoing)
    {
        store = SqliteLedgerStore.OpenAsync(Path.Combine(folder.FullName, "ledgers.db"), new() { ReserveBytes = 0 }).GetAwaiter().GetResult();
        Notes = SqliteNotebook.Open(Path.Combine(folder.FullName, "notes.db"));
        Runner = new LedgerRunner(
            store, new PlainPress(), plans ?? this, watch: outgoing is null ? null : new OutgoingMarks(outgoing, Notes));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddExpectationsPages().AddWebhookTools()
            .AddSingleton(new WebSettings
            {
                OpenOnThisMachine = true,
                UnsubscribeKey = new byte[32],
                Webhooks = settings,
            })
            .AddSingleton(Runner).AddSingleton<ILedgerStore>(store).AddSingleton<ILetterPress>(new PlainPress())
            .AddSingleton<IClock>(this).AddSingleton<IBell>(this).AddSingleton<INotebook>(Notes)
            .AddSingleton<IMailbox>(new FolderMailbox(folder.FullName));
        host = builder.Build();
        host.MapExpectations();
    }

    public Instant Now { get; set; } = A.Registration;

    public LedgerRunner Runner { get; }

    public ILedgerStore Store => store;

    public SqliteNotebook Notes { get; }

    public LineLog Log { get; } = new();

    /// <summary>How often the project was woken up.</summary>
    public int Rings { get; private set; }

    public WebhookBook Book => host.Services.GetRequiredService<WebhookBook>();

    public HttpClient Client { get; } = new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 });

    /// <summary>A project that has no Planner plan.</summary>
    public static ProjectSetup Setup => A.Project with
    {
        Plan = new PlanReference { Webhooks = new WebhookPlan(), WaitingLabel = "waiting", InternalLabel = "internal" },
    };

    public static async Task<WebhookSite> OpenAsync(
        ProjectSetup? setup = null, WebhookSettings? settings = null, IPlanSource? plans = null,
        OutgoingSettings? outgoing = null)
    {
        var site = new WebhookSite(settings ?? new WebhookSettings
        {
            BaseUrl = BaseUrl,
            Keys = [.. Enum.GetValues<Tool>().Select(tool => new WebhookKey(tool, Project, [Secret]))],
        }, plans, outgoing);
        await site.RegisterAsync(setup ?? Setup);
        await site.host.StartAsync();
        site.Client.BaseAddress = new Uri(site.host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return site;
    }

    public async Task RegisterAsync(ProjectSetup setup) =>
        Assert.Null((await host.Services.GetRequiredService<Intake>().RegisterAsync(setup)).Reason);

    public Task<LedgerState> StateAsync(string project = Project) => Runner.StateAsync(project).AsTask();

    public async Task<List<LedgerEvent>> LedgerAsync()
    {
        var events = new List<LedgerEvent>();
        await foreach (var chained in store.ReadAsync(Project))
            events.Add(LedgerJson.ReadEvent(chained.Bytes.Span));
        return events;
    }

    public async Task<HttpStatusCode> SendAsync(Call call)
    {
        using var request = call.ToRequest();
        using var answer = await Client.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
        Notes.Dispose();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    Instant IClock.GetCurrentInstant() => Now;

    Task IBell.RingAsync(string projectId)
    {
        Rings++;
        return Task.CompletedTask;
    }

    Task<Fact> IPlanSource.ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation) =>
        throw new InvalidOperationException("A plan that PM tools keep is never read.");
}

/// <summary>A call of a tool, before it is sent.</summary>
sealed record Call(Tool Tool, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public string Project { get; init; } = WebhookSite.Project;

    public string Query { get; init; } = "";

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/{ToolNames.Of(Tool)}/{Project}{Query}")
        {
            Content = new ByteArrayContent(Body),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Headers.GetValueOrDefault("Content-Type", "application/json"));
        foreach (var (name, value) in Headers)
            if (name is "Content-Encoding")
                request.Content.Headers.TryAddWithoutValidation(name, value);
            else if (name is not "Content-Type")
                request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public Call With(string header, string value) => this with { Headers = new(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
}

/// <summary>Remembers what was logged.</summary>
sealed class LineLog : ILoggerProvider, ILogger
{
    readonly Lock gate = new();
    readonly List<(LogLevel Level, string Line)> lines = [];

    public IReadOnlyList<(LogLevel Level, string Line)> Lines
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (gate)
            lines.Add((logLevel, $"{formatter(state, exception)} {exception?.GetType().Name}"));
    }
}

/// <summary>Signs as the tools do, written apart from the code under test.</summary>
static class Signing
{
    public static string Hex(string secret, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static Call Standard(this Call call, Instant now, string id = "msg_1", string secret = WebhookSite.Secret)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. call.Body];
        return call.With("webhook-id", id).With("webhook-timestamp", timestamp)
            .With("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
    }

    public static Call GitHub(this Call call, string kind, string delivery = "d-1", string secret = WebhookSite.Secret) => call
        .With("X-GitHub-Event", kind).With("X-GitHub-Delivery", delivery)
        .With("X-Hub-Signature-256", $"sha256={Hex(secret, call.Body)}");

#pragma warning disable CA5350 // Trello signs so.
    public static Call Trello(this Call call, string secret = WebhookSite.Secret)
    {
        var url = $"https://reports.agency.example/api/webhooks/trello/{call.Project}";
        return call.With("X-Trello-Webhook", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. call.Body, .. Encoding.UTF8.GetBytes(url)])));
    }
#pragma warning restore CA5350

    public static Call Monday(this Call call, Instant now, string secret = WebhookSite.Secret, string? audience = null, Duration? life = null)
    {
        static string Part(object part) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(part));
        var signed = Part(new { alg = "HS256", typ = "JWT" }) + "." + Part(new
        {
            accountId = 1825529,
            aud = audience ?? $"https://reports.agency.example/api/webhooks/monday/{call.Project}",
            iat = now.ToUnixTimeSeconds(),
            exp = (now + (life ?? Duration.FromMinutes(5))).ToUnixTimeSeconds(),
        });
        var signature = System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)));
        return call.With("Authorization", $"{signed}.{signature}");
    }

    public static Call Basic(this Call call, string password = WebhookSite.Secret) =>
        call.With("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"hooks:{password}")));
}
