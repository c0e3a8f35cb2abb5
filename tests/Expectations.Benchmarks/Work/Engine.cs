using System.Diagnostics;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Benchmarks.Work;

/// <summary>The whole engine on one SQLite file and a hand-set clock: what the one-machine host runs, without waiting.</summary>
sealed class Engine : IAsyncDisposable
{
    const int AtOnce = 512;

    readonly EffectCourier courier;

    Engine(SqliteLedgerStore store, ILetterPress press, IOutlet outlet, Instant start)
    {
        Store = store;
        Clock = new HandClock(start);
        Runner = new LedgerRunner(store, press, new WeeklyPlans());
        courier = new EffectCourier(
            store, outlet, Runner, Clock, NullLogger<EffectCourier>.Instance,
            new CourierSettings { Concurrency = AtOnce, Batch = 2048 });
    }

    public SqliteLedgerStore Store { get; }

    public HandClock Clock { get; }

    public LedgerRunner Runner { get; }

    public static async Task<Engine> OpenAsync(string folder, ILetterPress press, IOutlet outlet, Instant start) =>
        new(await SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledgers.db")), press, outlet, start);

    public Task RegisterAsync(int projects, Func<ProjectSetup, ProjectSetup>? but = null) => Parallel.ForEachAsync(
        Enumerable.Range(0, projects), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (number, token) => await Runner.ApplyAsync(
            Portfolio.Id(number), new SetupReceived(Clock.Now, (but ?? (setup => setup))(Portfolio.Project(number))), token));

    /// <summary>Lives from one wake-up to the next until a moment.</summary>
    public async Task LiveUntilAsync(Instant end)
    {
        while (await Store.NextWakeAsync() is { } wake && wake <= end)
        {
            Clock.Now = Instant.Max(Clock.Now, wake);
            await RoundAsync();
        }
    }

    public async Task RoundAsync()
    {
        await DecideAsync();
        await courier.DeliverAsync();
    }

    /// <summary>Advances every due project; its letters wait in the outbox.</summary>
    public async Task DecideAsync()
    {
        var due = await Store.DueAsync(Clock.Now, int.MaxValue);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (project, token) => await Runner.AdvanceAsync(project, Clock.Now, token));
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>Raw speed of the disk: appends of four kilobytes, each waited for.</summary>
    public static double FsyncsPerSecond(string folder)
    {
        var path = Path.Combine(folder, "fsync.probe");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var block = new byte[4096];
        const int Times = 500;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Times; i++)
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        }
        return Times / watch.Elapsed.TotalSeconds;
    }
}
