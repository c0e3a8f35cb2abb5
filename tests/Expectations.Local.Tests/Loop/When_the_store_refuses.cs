using System.Runtime.CompilerServices;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Plans;
using Expectations.Local.Demo;
using Expectations.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Local.Tests.Loop;

public sealed class When_the_store_refuses : IDisposable, IPlanSource, IOutlet
{
    readonly string folder = Directory.CreateTempSubdirectory("expectations-full-").FullName;
    int taken;

    public string Name => "memory";

    [Fact]
    public async Task It_goes_on_by_itself_once_there_is_room()
    {
        var clock = new VirtualClock(A.Registration);
        await using var sqlite = await SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledgers.db"));
        var store = new FullStore(sqlite);
        var runner = new LedgerRunner(store, new PlainPress(), this);
        var courier = new EffectCourier(store, this, runner, clock, NullLogger<EffectCourier>.Instance);
        var loop = new DueLoop(store, runner, courier, clock, NullLogger<DueLoop>.Instance);
        await runner.ApplyAsync(A.Project.Id, new SetupReceived(A.Registration, A.Project));
        await loop.RoundAsync(default);
        clock.AdvanceTo(A.FirstReport);
        store.Refusals = 5;
        using var end = new CancellationTokenSource();
        var running = loop.RunAsync(end.Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Volatile.Read(ref taken) == 0)
        {
            loop.Ring();
            await Task.Delay(5, patience.Token);
        }
        await end.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, store.Refusals);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    Task<Fact> IPlanSource.ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation) =>
        Task.FromResult<Fact>(new PlanRead(now, A.Plan(A.Task("a", A.Launch))));

    Task<Attempt> IOutlet.DeliverAsync(OutboxRow letter, CancellationToken cancellation)
    {
        Interlocked.Increment(ref taken);
        return Task.FromResult(new Attempt(AttemptResult.Accepted));
    }

    /// <summary>A store that refuses a number of calls, whichever they are.</summary>
    sealed class FullStore(ILedgerStore inner) : ILedgerStore
    {
        int refusals;

        public int Refusals
        {
            get => Math.Max(0, Volatile.Read(ref refusals));
            set => Volatile.Write(ref refusals, value);
        }

        public ValueTask<LedgerSlice?> LoadAsync(string projectId, CancellationToken cancellation = default) =>
            inner.LoadAsync(projectId, cancellation);

        public ValueTask<AppendResult> AppendAsync(LedgerAppend append, CancellationToken cancellation = default) =>
            inner.AppendAsync(append, cancellation);

        public IAsyncEnumerable<ChainedEvent> ReadAsync(
            string projectId, long afterSequence = 0, CancellationToken cancellation = default) =>
            inner.ReadAsync(projectId, afterSequence, cancellation);

        public IAsyncEnumerable<string> ProjectsAsync(string? after = null, CancellationToken cancellation = default) =>
            inner.ProjectsAsync(after, cancellation);

        public ValueTask<IReadOnlyList<string>> DueAsync(
            Instant now, int limit, CancellationToken cancellation = default) =>
            OrRefuse(() => inner.DueAsync(now, limit, cancellation));

        public ValueTask<IReadOnlyList<string>> UndeliveredAsync(
            Instant now, int limit, CancellationToken cancellation = default) =>
            inner.UndeliveredAsync(now, limit, cancellation);

        public ValueTask<Instant?> NextWakeAsync(CancellationToken cancellation = default) =>
            OrRefuse(() => inner.NextWakeAsync(cancellation));

        public ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
            string? projectId, Instant now, Duration lease, int limit, CancellationToken cancellation = default) =>
            OrRefuse(() => inner.ClaimAsync(projectId, now, lease, limit, cancellation));

        public ValueTask PutBackAsync(
            OutboxRow row, OutboxState state, Instant retryAt, string? detail, CancellationToken cancellation = default) =>
            inner.PutBackAsync(row, state, retryAt, detail, cancellation);

        public ValueTask<IReadOnlyList<OutboxRow>> OutboxAsync(string projectId, CancellationToken cancellation = default) =>
            inner.OutboxAsync(projectId, cancellation);

        ValueTask<T> OrRefuse<T>(Func<ValueTask<T>> call, [CallerMemberName] string name = "") =>
            Interlocked.Decrement(ref refusals) >= 0
                ? throw new LedgerNotWrittenException($"{name}: there is no room left.", isFull: true)
                : call();
    }
}
