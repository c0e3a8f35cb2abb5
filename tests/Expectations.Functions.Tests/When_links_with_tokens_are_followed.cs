using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Azure.Identity;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace Expectations.Functions.Tests;

/// <summary>The worker's web server and all that is sent from it to those who watch, for real.</summary>
public sealed class When_links_with_tokens_are_followed : IAsyncLifetime
{
    static readonly FunctionsSettings Settings = new()
    {
        BaseUrl = new("https://projects.example.com"),
        Sender = "letters@example.com",
        UnsubscribeKey = new byte[32],
        OperatorKey = "a-key-of-enough-length",
        EmailEndpoint = new("https://mail.communication.azure.com"),
        LettersPerMinute = 30,
        LettersPerHour = 100,
        LedgerFile = "unused",
    };

    readonly World world = new();
    readonly ConcurrentQueue<string> sent = new();
    WebApplication app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHost(Settings, world.Store, world.Notes, new DefaultAzureCredential())
            .AddSingleton<IClock>(world.Engine).AddSingleton<IPlanSource>(world).AddSingleton(world.Runner)
            .AddSingleton<IOutlet>(world)
            .AddWatching(Settings, new DefaultAzureCredential())
            .AddOpenTelemetry()
            .WithTracing(spans => spans.AddProcessor(new SimpleActivityExportProcessor(new Kept<Activity>(Keep))))
            .WithLogging(logs => logs.AddProcessor(new SimpleLogRecordExportProcessor(new Kept<LogRecord>(Keep))));
        app = builder.Build();
        app.MapExpectations();
        await app.StartAsync();
        await world.RegisterAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await world.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/unsubscribe/{0}", 200)]
    [InlineData("POST", "/unsubscribe/{0}", 200)]
    [InlineData("GET", "/unsubscribe/{0}?from={0}", 200)]
    [InlineData("PUT", "/unsubscribe/{0}", 405)]
    [InlineData("GET", "/unsubscribe/forged-{0}", 404)]
    [InlineData("GET", "/decide/webshop/{0}", 404)]
    [InlineData("POST", "/decide/webshop/{0}", 404)]
    [InlineData("GET", "/nothing-of-ours/{0}", 404)]
    [InlineData("GET", "/{0}", 404)]
    public async Task Nobody_who_watches_sees_one(string method, string address, int status)
    {
        var token = PersonSeal.Unsubscribe.Write(Settings.UnsubscribeKey, "webshop", "hugh");
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, token);

        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        // As the runtime hands its requests on: it is not watched, and so samples nothing.
        request.Headers.Add("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00");
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var response = await client.SendAsync(request);
        app.Services.GetRequiredService<ILogger<World>>().LogInformation("The end.");

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Contains(sent, line => line.StartsWith($"Server {(method == "PUT" ? "_OTHER" : method)} ", StringComparison.Ordinal)
            && line.Contains($"http.response.status_code={status}", StringComparison.Ordinal));
        Assert.Contains(sent, line => line.Contains("The end.", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, line => line.Contains(token[..8], StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/unsubscribe/some-token", "GET /unsubscribe/{token}")]
    [InlineData("/decide/webshop/some-token", "GET /decide/{project}/{token}")]
    [InlineData("/nothing-of-ours/some-token", "GET (none)")]
    public async Task Who_watches_sees_the_pattern_of_the_route(string path, string expected)
    {
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        using var response = await client.GetAsync(path);

        Assert.Contains(sent, line => line.StartsWith($"Server {expected} ", StringComparison.Ordinal));
    }

    void Keep(Activity span) => sent.Enqueue(
        $"{span.Kind} {span.DisplayName} {span.StatusDescription} {Text(span.TagObjects)}"
        + string.Join(' ', span.Events.Select(e => $"{e.Name} {Text(e.Tags)}")));

    void Keep(LogRecord record)
    {
        var scopes = new List<string>();
        record.ForEachScope(static (scope, kept) => kept.Add(Text(scope)), scopes);
        sent.Enqueue($"{record.CategoryName} {record.FormattedMessage ?? record.Body} {record.Exception} "
            + $"{Text(record.Attributes ?? [])} {string.Join(' ', scopes)}");
    }

    static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    static string Text(LogRecordScope scope)
    {
        var parts = new List<string>();
        foreach (var part in scope)
            parts.Add($"{part.Key}={part.Value}");
        return string.Join(' ', parts);
    }

    sealed class Kept<T>(Action<T> keep) : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var item in batch)
                keep(item);
            return ExportResult.Success;
        }
    }
}
