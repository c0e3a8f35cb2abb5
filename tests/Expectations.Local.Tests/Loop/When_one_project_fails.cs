using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Plans;
using Expectations.Local.Demo;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Local.Tests.Loop;

public sealed class When_one_project_fails : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("expectations-loop-").FullName;
    readonly VirtualClock clock = new(A.Registration);
    readonly Plans plans = new();
    readonly Letters letters = new();

    [Fact]
    public async Task Fault_46_the_others_go_on()
    {
        await using var engine = await OpenAsync();
        await engine.Loop.RoundAsync(default);
        clock.AdvanceTo(A.FirstReport);
        await engine.Loop.RoundAsync(default);
        Assert.Equal(["good", "good"], letters.Taken.Select(l => l.ProjectId));
        Assert.Equal(["bad"], engine.Loop.FailingProjects);
    }

    [Fact]
    public async Task Fault_46_it_is_left_alone_for_longer_each_time()
    {
        await using var engine = await OpenAsync();
        for (var minute = 0; minute < 60; minute++, clock.AdvanceTo(A.Registration + Duration.FromMinutes(minute)))
            await engine.Loop.RoundAsync(default);
        Assert.InRange(plans.AskedForBad, 5, 10);
    }

    [Fact]
    public async Task Mended_it_catches_up()
    {
        await using var engine = await OpenAsync();
        await engine.Loop.RoundAsync(default);
        plans.IsMended = true;
        clock.AdvanceTo(A.Registration + Duration.FromHours(2));
        await engine.Loop.RoundAsync(default);
        Assert.Empty(engine.Loop.FailingProjects);
        Assert.NotNull((await engine.Runner.StateAsync("bad")).Plan.AsOf);
    }

    [Fact]
    public async Task The_loop_sleeps_all_the_same_and_ends_when_told()
    {
        await using var engine = await OpenAsync();
        using var end = new CancellationTokenSource();
        var running = engine.Loop.RunAsync(end.Token);
        await plans.BadWasAsked.WaitAsync(TimeSpan.FromSeconds(20));
        await end.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, plans.AskedForBad);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    async Task<LocalEngine> OpenAsync()
    {
        var engine = await LocalEngine.OpenAsync(folder, plans, new PlainPress(), letters, clock, NullLoggerFactory.Instance);
        foreach (var id in (string[])["bad", "good"])
            Assert.Null(await engine.RegisterAsync(A.Project with { Id = id, Plan = A.Project.Plan with { PlanId = id } }));
        return engine;
    }

    sealed class Plans : IPlanSource
    {
        readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsMended { get; set; }

        public int AskedForBad { get; private set; }

        public Task BadWasAsked => asked.Task;

        public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
        {
            if (request.Plan.PlanId == "bad")
            {
                AskedForBad++;
                asked.TrySetResult();
            }
            return request.Plan.PlanId == "bad" && !IsMended
                ? throw new InvalidOperationException("A mistake of our own.")
                : Task.FromResult<Fact>(new PlanRead(now, A.Plan(A.Task("a", A.Launch))));
        }
    }

    sealed class Letters : IOutlet
    {
        public string Name => "memory";

        public List<OutboxRow> Taken { get; } = [];

        public Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
        {
            lock (Taken)
                Taken.Add(letter);
            return Task.FromResult(new Attempt(AttemptResult.Accepted));
        }
    }
}
