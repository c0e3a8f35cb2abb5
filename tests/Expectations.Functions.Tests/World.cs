using System.Collections.Concurrent;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Functions.Tests.Durable;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Plans;
using Expectations.Hosting.Tests.Pages;
using Expectations.Integrations.Mail.Acs;
using Expectations.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Functions.Tests;

/// <summary>The host over a real store: everything but Azure itself, on a clock under the test's hand.</summary>
sealed class World : IPlanSource, IOutlet, IAsyncDisposable
{
    readonly string folder = Path.Combine(Path.GetTempPath(), $"functions-{Guid.NewGuid():N}");
    readonly SqliteLedgerStore store;
    readonly Activities activities;

    public World()
    {
        Directory.CreateDirectory(folder);
        store = SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledgers.db"), new() { ReserveBytes = 0 })
            .GetAwaiter().GetResult();
        Notes = SqliteNotebook.Open(Path.Combine(folder, "notes.db"));
        Engine = new DurableEngine(A.Registration, CallAsync);
        Runner = new LedgerRunner(store, new PlainPress(), this, othersWrite: true);
        var courier = new EffectCourier(store, this, Runner, Engine, NullLogger<EffectCourier>.Instance);
        activities = new Activities(store, Runner, courier, Engine);
        Log = new SweepLog(Sweeps, table: null, NullLogger<SweepLog>.Instance);
        Timer = new SweepTimer(store, Log, Engine, NullLogger<SweepTimer>.Instance);
        Bell.Use(Engine);
    }

    public DurableEngine Engine { get; }

    public LedgerRunner Runner { get; }

    public ILedgerStore Store => store;

    public SqliteNotebook Notes { get; }

    public SweepWatch Sweeps { get; } = new();

    public SweepLog Log { get; }

    public SweepTimer Timer { get; }

    public ClockBell Bell { get; } = new(NullLogger<ClockBell>.Instance);

    public ConcurrentQueue<OutboxRow> Sent { get; } = new();

    /// <summary>What stands in the way of an activity, by its name and project.</summary>
    public Func<string, string, Exception?> Trouble { get; set; } = (_, _) => null;

    /// <summary>What happens while an activity runs.</summary>
    public Func<string, Task> During { get; set; } = _ => Task.CompletedTask;

    /// <summary>What the clock is told of where a project stands.</summary>
    public Func<ProjectStanding, ProjectStanding> Seen { get; set; } = standing => standing;

    /// <summary>What the outlet answers.</summary>
    public Func<OutboxRow, Attempt> Outlet { get; set; } = _ => new Attempt(AttemptResult.Accepted);

    /// <summary>How much the outlet would take.</summary>
    public Headroom Headroom { get; set; } = new(int.MaxValue);

    public string Name => "test";

    public async Task RegisterAsync(ProjectSetup? setup = null)
    {
        setup ??= A.Project;
        await Runner.ApplyAsync(setup.Id, new SetupReceived(Engine.Now, setup));
    }

    public Task SweepAsync() => Timer.RunAsync(new TimerInfo(), Engine);

    /// <summary>Time goes on, with a sweep every five minutes as on Azure only where the test says so.</summary>
    public Task ReachAsync(Instant moment) => Engine.ReachAsync(moment);

    public async Task<List<LedgerEvent>> LedgerAsync(string project = "webshop")
    {
        var events = new List<LedgerEvent>();
        await foreach (var chained in store.ReadAsync(project))
            events.Add(LedgerJson.ReadEvent(chained.Bytes.Span));
        return events;
    }

    public async Task<int> CountAsync<T>(string project = "webshop")
        where T : LedgerEvent => (await LedgerAsync(project)).OfType<T>().Count();

    public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default) =>
        Task.FromResult<Fact>(new PlanRead(now, A.Plan(A.Task("t1", A.Launch))));

    public async Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        await new SentLetters(Notes).NoteAsync(letter, cancellation);
        var attempt = Outlet(letter);
        if (attempt.Result == AttemptResult.Accepted)
            Sent.Enqueue(letter);
        return attempt;
    }

    async Task<object?> CallAsync(string activity, string project)
    {
        await During(activity);
        if (Trouble(activity, project) is { } trouble)
            throw trouble;
        return activity switch
        {
            nameof(Activities.AdvanceProject) => Seen(await activities.AdvanceProject(project)),
            nameof(Activities.DeliverLetters) => Seen(await activities.DeliverLetters(project)),
            _ => throw new NotSupportedException(activity),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Notes.Dispose();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
