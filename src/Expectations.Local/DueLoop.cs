using System.Collections.Concurrent;
using System.Threading.Channels;
using Expectations.Hosting;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;

namespace Expectations.Local;

/// <summary>
/// Waits on one machine: wakes what is due, delivers what may leave, sleeps until the next of either.
/// </summary>
sealed class DueLoop(
    ILedgerStore store, LedgerRunner runner, EffectCourier courier, IClock clock, ILogger<DueLoop> logger)
    : IBell
{
    const int ProjectsAtOnce = 1000;

    /// <summary>Longest sleep: what another process or a changed clock made due is found at the latest then.</summary>
    static readonly Duration LongestSleep = Duration.FromSeconds(30);

    static readonly Duration LongestPenance = Duration.FromHours(1);

    readonly Channel<byte> bell = Channel.CreateBounded<byte>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    readonly ConcurrentDictionary<string, Failing> failing = new(StringComparer.Ordinal);

    /// <summary>Knows when the last round ended.</summary>
    public SweepWatch Sweeps { get; } = new();

    /// <summary>Projects whose ledgers cannot be advanced right now. They stop nobody else.</summary>
    public IReadOnlyCollection<string> FailingProjects => [.. failing.Keys];

    /// <summary>Ends the sleep: something has happened.</summary>
    public void Ring() => bell.Writer.TryWrite(0);

    Task IBell.RingAsync(string projectId)
    {
        Ring();
        return Task.CompletedTask;
    }

    /// <summary>Goes on until it is cancelled; what is under way is finished first.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var guard = new ClockGuard(clock, TimeProvider.System, logger);
        try
        {
            while (true)
            {
                var wake = guard.IsBelievable()
                    ? await NextWakeAsync(await RoundAsync(cancellation), cancellation)
                    : clock.GetCurrentInstant() + LongestSleep;
                await SleepAsync(wake, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to end: what was under way is either committed or as if it had never begun.
        }
    }

    /// <summary>Advances every due project once and delivers what may leave.</summary>
    /// <returns>When a letter is tried again, where one has to be.</returns>
    public async Task<Instant?> RoundAsync(CancellationToken cancellation)
    {
        var due = await store.DueAsync(clock.GetCurrentInstant(), ProjectsAtOnce, cancellation);
        await Parallel.ForEachAsync(due, cancellation, async (project, token) => await AdvanceAsync(project, token));
        var delivered = await courier.DeliverAsync(cancellation: cancellation);
        Sweeps.Note(clock.GetCurrentInstant());
        return delivered.NextRetry;
    }

    async Task AdvanceAsync(string project, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        if (failing.TryGetValue(project, out var earlier) && now < earlier.RetryAt)
            return;
        try
        {
            await runner.AdvanceAsync(project, now, cancellation);
            failing.TryRemove(project, out _);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            var next = (earlier ?? new Failing(0, now)).Again(now);
            failing[project] = next;
            logger.LogError(
                trouble, "Project {Project} cannot be advanced and is tried again at {RetryAt}; the others go on.",
                project, next.RetryAt);
        }
    }

    async Task<Instant> NextWakeAsync(Instant? retry, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var wake = await store.NextWakeAsync(cancellation) ?? now + LongestSleep;
        // A project that fails stays due in the store: it must not keep the loop from sleeping.
        if (wake <= now && !failing.IsEmpty)
            wake = Instant.Max(now + Duration.FromSeconds(1), failing.Values.Min(f => f.RetryAt));
        if (wake <= now && retry is { } r)
            wake = r;
        return Instant.Min(wake, now + LongestSleep);
    }

    async Task SleepAsync(Instant until, CancellationToken cancellation)
    {
        var span = until - clock.GetCurrentInstant();
        if (span <= Duration.Zero)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(span.ToTimeSpan());
        try
        {
            await bell.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Slept long enough.
        }
    }

    sealed record Failing(int Times, Instant RetryAt)
    {
        internal Failing Again(Instant now) => new(
            Times + 1, now + Duration.Min(LongestPenance, Duration.FromSeconds(10) * Math.Pow(2, Math.Min(Times, 10))));
    }
}
