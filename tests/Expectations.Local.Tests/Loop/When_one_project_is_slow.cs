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

public sealed class When_one_project_is_slow : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly string folder = Directory.CreateTempSubdirectory("expectations-slow-").FullName;
    readonly VirtualClock clock = new(A.Registration);
    readonly Plans plans = new();
    readonly Letters letters = new();
    readonly CancellationTokenSource end = new();

    [Fact]
    public async Task The_letters_of_the_others_leave()
    {
        await using var engine = await ReadyForTheFirstReportAsync();
        plans.Slow = "slow";
        var running = engine.Loop.RunAsync(end.Token);
        await UntilAsync(() => letters.Taken("quick") > 0);
        Assert.Equal(0, letters.Taken("slow"));
        await EndAsync(running);
    }

    [Fact]
    public async Task What_its_people_do_meanwhile_does_not_wait()
    {
        await using var engine = await ReadyForTheFirstReportAsync();
        plans.Slow = "slow";
        var running = engine.Loop.RunAsync(end.Token);
        await UntilAsync(() => plans.Waiting > 0);
        await engine.Runner.ApplyAsync("slow", new PauseAsked(clock.GetCurrentInstant(), "manager", "A rest."))
            .WaitAsync(Patience);
        Assert.True((await engine.Runner.StateAsync("slow")).Paused);
        await EndAsync(running);
    }

    [Fact]
    public async Task A_letter_that_hangs_keeps_no_new_ones_waiting()
    {
        await using var engine = await ReadyForTheFirstReportAsync();
        letters.HangsFor = "slow";
        plans.Slow = "quick";
        var running = engine.Loop.RunAsync(end.Token);
        await UntilAsync(() => letters.Hanging > 0 && plans.Waiting > 0);
        plans.Release();
        await UntilAsync(() => letters.Taken("quick") > 0);
        Assert.Equal(0, letters.Taken("slow"));
        await EndAsync(running);
    }

    public void Dispose()
    {
        end.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<LocalEngine> ReadyForTheFirstReportAsync()
    {
        var engine = await LocalEngine.OpenAsync(folder, plans, new PlainPress(), letters, clock, NullLoggerFactory.Instance);
        foreach (var id in (string[])["slow", "quick"])
            Assert.Null(await engine.RegisterAsync(A.Project with { Id = id, Plan = A.Project.Plan with { PlanId = id } }));
        await engine.Loop.RoundAsync(default);
        clock.AdvanceTo(A.FirstReport);
        return engine;
    }

    async Task EndAsync(Task running)
    {
        await end.CancelAsync();
        await running.WaitAsync(Patience);
    }

    static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(5, patience.Token);
    }

    sealed class Plans : IPlanSource
    {
        readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int waiting;

        public string? Slow { get; set; }

        public int Waiting => waiting;

        public void Release() => released.TrySetResult();

        public async Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
        {
            if (request.Plan.PlanId == Slow)
            {
                Interlocked.Increment(ref waiting);
                await released.Task.WaitAsync(cancellation);
            }
            return new PlanRead(now, A.Plan(A.Task("a", A.Launch)));
        }
    }

    sealed class Letters : IOutlet
    {
        readonly List<string> taken = [];
        int hanging;

        public string Name => "memory";

        public string? HangsFor { get; set; }

        public int Hanging => hanging;

        public int Taken(string project)
        {
            lock (taken)
                return taken.Count(p => p == project);
        }

        public async Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
        {
            if (letter.ProjectId == HangsFor)
            {
                Interlocked.Increment(ref hanging);
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            lock (taken)
                taken.Add(letter.ProjectId);
            return new Attempt(AttemptResult.Accepted);
        }
    }
}
