using Azure.Identity;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;
using Expectations.Integrations.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Expectations.Functions.Tests;

public sealed class When_a_tool_keeps_the_plan
{
    [Theory]
    [InlineData("GitLab")]
    [InlineData("Jira Cloud")]
    public async Task It_is_read_by_the_token_of_the_app_settings(string name)
    {
        var tool = ToolWorld.Of(name);
        await using var server = await ToolServer.StartAsync(call => tool.Answer(call, false));
        await using var world = new World();
        await using var services = Host(world, tool, server);
        var runner = services.GetRequiredService<LedgerRunner>();

        await runner.ApplyAsync("webshop", new SetupReceived(A.Registration, A.Project with
        {
            Plan = new PlanReference { Webhooks = new WebhookPlan { Reconcile = true, From = [tool.From] } },
        }));
        await runner.AdvanceAsync("webshop", A.Registration);

        Assert.Contains((await runner.StateAsync("webshop")).Plan.Tasks.Values, task => task.Title == "Logo");
        Assert.All(server.Calls, call => Assert.Equal(tool.Authorization, call.Authorization));
    }

    [Fact]
    public async Task A_sender_of_CloudEvents_is_granted_what_it_asks_for()
    {
        await using var world = new World();
        await using var services = new ServiceCollection()
            .AddHost(
                When_pages_are_asked_for.Settings with { Webhooks = new() { Keys = [new(Tool.CloudEvents, null, ["a-secret"])] } },
                world.Store, world.Notes, new DefaultAzureCredential())
            .AddSingleton(world.Log).AddSingleton(world.Sweeps).BuildServiceProvider();
        var app = services.GetRequiredService<WebApp>();
        PageRequest Asking(string tool) => new()
        {
            Method = "OPTIONS",
            Path = $"/api/webhooks/{tool}/webshop",
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["WebHook-Request-Origin"] = "eventgrid.azure.net" },
        };

        var granted = await app.HandleAsync(Asking("cloud-events"));
        Assert.Equal("eventgrid.azure.net", granted.Headers["WebHook-Allowed-Origin"]);
        Assert.Equal(405, (await app.HandleAsync(Asking("github"))).Status);
    }

    static ServiceProvider Host(World world, ToolWorld tool, ToolServer server) => new ServiceCollection()
        .AddHost(
            When_pages_are_asked_for.Settings with { Webhooks = new() { Access = [tool.Access(server.Address)] } },
            world.Store, world.Notes, new DefaultAzureCredential())
        .AddSingleton(world.Log).AddSingleton(world.Sweeps).BuildServiceProvider();
}
