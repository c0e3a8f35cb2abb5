using System.Text;
using Azure.Identity;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Plans;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Expectations.Functions.Tests;

/// <summary>The services are those of the host itself; only the clock, the plans and the runner are the test's.</summary>
public sealed class When_pages_are_asked_for : IAsyncLifetime
{
    internal static readonly FunctionsSettings Settings = new()
    {
        BaseUrl = new("https://projects.example.com"),
        Sender = "letters@example.com",
        UnsubscribeKey = new byte[32],
        OperatorKey = "a-key-of-enough-length",
        EmailEndpoint = new("https://mail.communication.azure.com"),
        LettersPerMinute = 30,
        LettersPerHour = 100,
        LedgerFile = "unused",
        Webhooks = new() { Keys = [new(Tool.Gitlab, "told", ["a-secret"])] },
    };

    readonly World world = new();
    ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        services = new ServiceCollection().AddHost(Settings, world.Store, world.Notes, new DefaultAzureCredential())
            .AddSingleton<IClock>(world.Engine).AddSingleton<IPlanSource>(world).AddSingleton(world.Runner)
            .AddSingleton<IOutlet>(world).AddSingleton(world.Log).AddSingleton(world.Sweeps)
            .AddSingleton<HttpFunctions>().BuildServiceProvider();
        await world.RegisterAsync();
        await world.SweepAsync();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task The_manager_comes_in_with_the_key_and_nobody_without()
    {
        Assert.Equal(401, (await AskAsync("GET", "/")).Status);
        var (status, body) = await AskAsync("GET", "/", key: Settings.OperatorKey);

        Assert.Equal(200, status);
        Assert.Contains("Web shop relaunch", body);
    }

    [Fact]
    public async Task A_request_is_committed_and_rings_the_clock()
    {
        var turns = world.Engine["webshop"].Turns;

        var (status, _) = await AskAsync(
            "POST", "/api/projects/webshop/pause", Settings.OperatorKey, """{"reason":"Summer"}""");

        Assert.Equal(200, status);
        Assert.Equal(1, await world.CountAsync<ProjectPaused>());
        Assert.Equal(turns + 1, world.Engine["webshop"].Turns);
        Assert.Null(world.Engine.StatusOf("webshop").WakesAt);
    }

    [Fact]
    public async Task A_client_stops_routine_letters_by_the_link_of_a_letter()
    {
        var path = $"/unsubscribe/{PersonSeal.Unsubscribe.Write(Settings.UnsubscribeKey, "webshop", "hugh")}";
        Assert.Equal(200, (await AskAsync("GET", path)).Status);
        Assert.Equal(0, await world.CountAsync<PersonUnsubscribed>());

        var (status, _) = await AskAsync("POST", path, body: "List-Unsubscribe=One-Click", form: true);

        Assert.Equal(200, status);
        Assert.Equal(1, await world.CountAsync<PersonUnsubscribed>());
    }

    [Fact]
    public async Task A_tool_that_proves_itself_may_call_in()
    {
        const string Body = """{"object_kind":"issue","object_attributes":{"id":1,"title":"Logo","state":"opened"}}""";
        await world.Runner.ApplyAsync("told", new SetupReceived(world.Engine.Now, A.Project with { Id = "told", Plan = new PlanReference { Webhooks = new WebhookPlan() } }));

        Assert.Equal(401, (await AskAsync("POST", "/api/webhooks/gitlab/told", body: Body)).Status);
        Assert.Equal(202, (await AskAsync("POST", "/api/webhooks/gitlab/told", body: Body, token: "a-secret")).Status);

        Assert.Equal(["gitlab:1"], (await world.Runner.StateAsync("told")).Plan.Tasks.Keys);
    }

    [Fact]
    public async Task Health_tells_the_age_of_the_last_sweep_and_no_secrets()
    {
        var (status, body) = await AskAsync("GET", "/health", health: true);

        Assert.Equal(200, status);
        Assert.Contains("\"lastSweepAgeSeconds\":0", body);
        await world.ReachAsync(world.Engine.Now + Duration.FromHours(1));
        Assert.Equal(503, (await AskAsync("GET", "/health", health: true)).Status);
    }

    [Fact]
    public void Everything_the_functions_need_is_there()
    {
        foreach (var function in new[] { typeof(Activities), typeof(SweepTimer), typeof(HttpFunctions), typeof(DeliveryReports), typeof(OutgoingTimer) })
            Assert.NotNull(ActivatorUtilities.CreateInstance(services, function));
        Assert.IsType<ClockBell>(services.GetRequiredService<Hosting.IBell>());
        Assert.IsType<LedgerRunner>(services.GetRequiredService<IFactSink>());
    }

    async Task<(int Status, string Body)> AskAsync(
        string method, string path, string? key = null, string? body = null, bool form = false, bool health = false, string? token = null)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path) = (method, path);
        context.Request.Host = new HostString("projects.example.com");
        if (key is not null)
            context.Request.Headers.Authorization = $"Bearer {key}";
        if (token is not null)
            context.Request.Headers["X-Gitlab-Token"] = token;
        context.Request.ContentType = form ? "application/x-www-form-urlencoded" : "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        using var written = new MemoryStream();
        context.Response.Body = written;
        var functions = services.GetRequiredService<HttpFunctions>();
        await (health ? functions.HealthAsync(context.Request) : functions.PagesAsync(context.Request, world.Engine));
        return (context.Response.StatusCode, Encoding.UTF8.GetString(written.ToArray()));
    }
}
