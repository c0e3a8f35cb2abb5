using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Expectations.Benchmarks.Work;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Mail;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks;
using Expectations.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portfolio = Expectations.Benchmarks.Work.Portfolio;

namespace Expectations.Benchmarks;

/// <summary>
/// B2: signed GitHub issues over HTTP into the ledgers of a hundred projects, answered after the commit. An open loop:
/// each call has its moment, whatever became of those before, and is timed from that moment on.
/// </summary>
static class B2Webhooks
{
    const int PerSecond = 500;
    const int Projects = 100;
    const int WarmUpSeconds = 5;
    const string Secret = "a secret of the webhooks of this benchmark";

    static readonly string Filler = new('x', 6_000);

    public static async Task<Result> RunAsync(string folder, int seconds)
    {
        await using var store = await SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledgers.db"));
        using var notes = SqliteNotebook.Open(Path.Combine(folder, "notes.db"));
        var runner = new LedgerRunner(store, new StubPress(), new WeeklyPlans());
        for (var i = 0; i < Projects; i++)
            await runner.ApplyAsync(Portfolio.Id(i), new SetupReceived(SystemClock.Instance.GetCurrentInstant(), Project(i)));
        await using var site = Site(store, notes, runner);
        await site.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            BaseAddress = new Uri(site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
        await LoopAsync(client, WarmUpSeconds, first: 10_000_000);
        var commits = store.CommitCount;
        var calls = await LoopAsync(client, seconds, first: 0);
        return await ResultAsync(calls, store.CommitCount - commits, runner, seconds);
    }

    static async Task<Result> ResultAsync(Call[] calls, long commits, LedgerRunner runner, int seconds)
    {
        var expected = calls.Select(call => call.Number).Distinct().Count();
        var tasks = 0;
        for (var i = 0; i < Projects; i++)
            tasks += (await runner.StateAsync(Portfolio.Id(i))).Plan.Tasks.Keys.Count(id => id.Length < "github:10000000".Length);
        var times = calls.Select(call => call.Milliseconds).Order().ToArray();
        double At(double share) => times[Math.Min(times.Length - 1, (int)(share * times.Length))];
        return new Result("B2 webhooks", $"{PerSecond}/s for {seconds} s, open loop, a tenth twice")
            .With("calls", calls.Length)
            .With("not answered 202", calls.Count(call => call.Status != HttpStatusCode.Accepted))
            .With("items lost or doubled", Math.Abs(expected - tasks))
            .With("p50 ms", At(0.5)).With("p99 ms", At(0.99)).With("p99.9 ms", At(0.999)).With("worst ms", times[^1])
            .With("commits", commits);
    }

    static async Task<Call[]> LoopAsync(HttpClient client, int seconds, int first)
    {
        var calls = new Task<Call>[PerSecond * seconds];
        var start = Stopwatch.GetTimestamp();
        await Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < calls.Length; i++)
                {
                    var moment = start + (long)i * Stopwatch.Frequency / PerSecond;
                    while (Stopwatch.GetTimestamp() < moment)
                        // A caller that spins would take a core from those it measures; it is late by a millisecond.
                        Thread.Sleep(1);
                    var number = first + NumberOf(i);
                    calls[i] = Task.Run(() => SendAsync(client, number, moment));
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await Task.WhenAll(calls);
    }

    // Every tenth call is the one before it, sent again.
    static int NumberOf(int call) => call % 10 == 9 ? call - 1 : call;

    static async Task<Call> SendAsync(HttpClient client, int number, long moment)
    {
        using var request = Request(number);
        using var answer = await client.SendAsync(request);
        return new Call(number, Stopwatch.GetElapsedTime(moment).TotalMilliseconds, answer.StatusCode);
    }

    static HttpRequestMessage Request(int number)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes($$$"""
            {"action":"opened","issue":{"id":{{{id}}},"title":"Issue {{{id}}}","state":"open","updated_at":"2026-01-01T00:00:00Z","body":"{{{Filler}}}","labels":[{"name":"blue"}],"assignees":[]},"repository":{"full_name":"harbour/shop"}}
            """);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/github/{Portfolio.Id(number % Projects)}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-GitHub-Event", "issues");
        request.Headers.Add("X-GitHub-Delivery", id);
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
        return request;
    }

    static ProjectSetup Project(int number) =>
        Portfolio.Project(number) with { Plan = new PlanReference { Webhooks = new WebhookPlan() } };

    static WebApplication Site(SqliteLedgerStore store, SqliteNotebook notes, LedgerRunner runner)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddExpectationsPages().AddWebhookTools()
            .AddSingleton(new WebSettings
            {
                OperatorKey = "no operator comes here",
                UnsubscribeKey = new byte[32],
                Webhooks = new WebhookSettings { BaseUrl = new Uri("https://b2.example"), Keys = [new WebhookKey(Tool.Github, null, [Secret])] },
            })
            .AddSingleton(runner).AddSingleton<ILedgerStore>(store).AddSingleton<ILetterPress>(new StubPress())
            .AddSingleton<IClock>(SystemClock.Instance).AddSingleton<INotebook>(notes)
            .AddSingleton<IMailbox>(new FolderMailbox(Path.GetTempPath()));
        var site = builder.Build();
        site.MapExpectations();
        return site;
    }

    sealed record Call(int Number, double Milliseconds, HttpStatusCode Status);
}
