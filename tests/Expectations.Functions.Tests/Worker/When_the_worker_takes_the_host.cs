using System.Text.Json;
using Azure.Identity;
using Expectations.Core.Tests.Stories;
using Expectations.Functions.Generated;
using Expectations.Hosting.Delivery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Expectations.Functions.Tests.Worker;

/// <summary>By the worker and the generators themselves, where their packages are.</summary>
public sealed class When_the_worker_takes_the_host : IAsyncLifetime
{
    readonly World world = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task It_finds_every_function_and_what_triggers_it()
    {
        var found = await new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync("");

        Assert.Equal(
            [
                ("AdvanceProject", "activityTrigger"), ("DeliverLetters", "activityTrigger"),
                ("DeliveryReports", "httpTrigger"), ("Health", "httpTrigger"), ("OutgoingTimer", "timerTrigger"),
                ("Pages", "httpTrigger"), ("ProjectClock", "orchestrationTrigger"), ("SweepTimer", "timerTrigger"),
            ],
            found.OrderBy(function => function.Name, StringComparer.Ordinal)
                .Select(function => (function.Name!, TriggerOf(function.RawBindings!))));
    }

    [Fact]
    public void It_can_make_everything_the_functions_need()
    {
        using var host = Build();

        Type[] functions =
            [typeof(Activities), typeof(DeliveryReports), typeof(HttpFunctions), typeof(OutgoingTimer), typeof(SweepTimer)];
        Assert.All(functions, type => Assert.IsType(type, ActivatorUtilities.CreateInstance(host.Services, type)));
    }

    [Fact]
    public void What_a_clock_hands_on_survives_how_it_writes()
    {
        using var host = Build();
        var serializer = host.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!;
        var at = A.FirstReport.ToDateTimeOffset();
        object[] handed =
        [
            new ProjectStanding { NextDueAt = at, LastLetter = "report/2026-09-04", WaitingOn = "hugh: baseline-1" },
            new ClockTurn(3), new ClockStatus("failing", at, null, null, "AdvanceProject: System.IO.IOException"),
        ];

        Assert.All(handed, value => Assert.Equal(
            value, serializer.Deserialize(serializer.Serialize(value).ToStream(), value.GetType(), default)));
    }

    IHost Build()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        builder.Services
            .AddHost(When_pages_are_asked_for.Settings, world.Store, world.Notes, new DefaultAzureCredential())
            .AddSingleton<IOutlet>(world)
            .AddWatching(When_pages_are_asked_for.Settings, new DefaultAzureCredential())
            .AddOpenTelemetry().UseFunctionsWorkerDefaults();
        return builder.Build();
    }

    static string TriggerOf(IEnumerable<string> bindings) =>
        bindings.Select(binding => JsonDocument.Parse(binding).RootElement.GetProperty("type").GetString()!)
            .Single(type => type.EndsWith("Trigger", StringComparison.Ordinal));
}
