using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Expectations.Hosting;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;

namespace Expectations.Local;

/// <summary>
/// Waits on one machine, and does three things side by side: decides what is due, delivers what may leave, learns
/// overnight. A plan that is read slowly, or a mail server that dawdles, keeps nobody else waiting.
/// </summary>
sealed class DueLoop(
    ILedgerStore store, LedgerRunner runner, EffectCourier courier, IClock clock, ILogger<DueLoop> logger)
    : IBell
{
    /// <summary>Projects decided side by side; most of the time they wait for a plan or for the disk.</summary>
    const int DecidedAtOnce = 256;

    /// <summary>Rounds of the courier side by side: one with a letter that hangs keeps no new ones waiting.</summary>
    const int RoundsAtOnce = 4;

    const int ProjectsAtOnce = 1000;

    /// <summary>Longest sleep: what another process or a changed clock made due is found at the latest then.</summary>
    static readonly Duration LongestSleep = Duration.FromSeconds(30);

    static readonly Duration ShortestSleep = Duration.FromSeconds(1);

    static readonly TimeSpan BetweenLessons = TimeSpan.FromHours(1);

    readonly Alarm decider = new(clock), postman = new(clock);
    readonly ConcurrentDictionary<string, byte> underWay = new(StringComparer.Ordinal);
    readonly Penance penance = new();

    /// <summary>Knows when all due projects were last looked after.</summary>
    public SweepWatch Sweeps { get; } = new();

    /// <summary>Projects whose ledgers cannot be advanced right now. They stop nobody else.</summary>
    public IReadOnlyCollection<string> FailingProjects => penance.Projects;

    /// <summary>Ends the sleep: something has happened.</summary>
    public void Ring()
    {
        decider.Ring();
        postman.Ring();
    }

    Task IBell.RingAsync(string projectId)
    {
        Ring();
        return Task.CompletedTask;
    }

    /// <summary>Goes on until it is cancelled; what is under way is finished first.</summary>
    /// <exception cref="LedgerStoreUnusableException">The ledgers cannot be used any more.</exception>
    public Task RunAsync(CancellationToken cancellation)
    {
        var guard = new ClockGuard(clock, TimeProvider.System, logger);
        return Together.RunAsync(
            cancellation, token => DecideAsync(guard, token), token => DeliverAsync(guard, token), LearnAsync);
    }

    /// <summary>Advances every due project once and delivers what may leave.</summary>
    /// <returns>When a letter is tried again, where one has to be.</returns>
    public async Task<Instant?> RoundAsync(CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(await DueNowAsync(cancellation), Places(DecidedAtOnce, cancellation), AdvanceAsync);
        var delivered = await courier.DeliverAsync(cancellation: cancellation);
        Sweeps.Note(clock.GetCurrentInstant());
        return delivered.NextRetry;
    }

    Task DecideAsync(ClockGuard guard, CancellationToken cancellation) => Parallel.ForEachAsync(
        DueAsync(guard, cancellation), Places(DecidedAtOnce, cancellation), AdvanceAsync);

    async IAsyncEnumerable<string> DueAsync(
        ClockGuard guard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            if (guard.IsBelievable())
                foreach (var project in await OrAsync([], DueNowAsync, cancellation))
                    yield return project;
            Sweeps.Note(clock.GetCurrentInstant());
            await decider.SleepAsync(await NextWakeAsync(cancellation), cancellation);
        }
    }

    async Task<IEnumerable<string>> DueNowAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        // Those that are under way or fail stay due in the store: they must not crowd out the others.
        var due = await store.DueAsync(
            now, ProjectsAtOnce + underWay.Count + penance.Projects.Count, cancellation);
        return due.Where(project => !penance.Holds(project, now) && underWay.TryAdd(project, 0));
    }

    async ValueTask AdvanceAsync(string project, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        try
        {
            await runner.AdvanceAsync(project, now, cancellation);
            penance.End(project);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            logger.LogError(
                trouble, "Project {Project} cannot be advanced and is tried again at {RetryAt}; the others go on.",
                project, penance.Add(project, now));
        }
        finally
        {
            underWay.TryRemove(project, out _);
            Ring();
        }
    }

    Task DeliverAsync(ClockGuard guard, CancellationToken cancellation) => Parallel.ForEachAsync(
        LeavingAsync(guard, cancellation), Places(RoundsAtOnce, cancellation),
        async (_, token) => await DeliverOnceAsync(token));

    async IAsyncEnumerable<Instant> LeavingAsync(
        ClockGuard guard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            if (guard.IsBelievable())
                yield return clock.GetCurrentInstant();
            await postman.SleepAsync(await NextWakeAsync(cancellation), cancellation);
        }
    }

    async Task DeliverOnceAsync(CancellationToken cancellation)
    {
        var delivered = await OrAsync(
            new DeliverySummary(), token => courier.DeliverAsync(cancellation: token), cancellation);
        if (delivered.Settled > 0)
            decider.Ring();
    }

    async Task LearnAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await OrAsync(false, LearnOnceAsync, cancellation);
            await Task.Delay(BetweenLessons, cancellation);
        }
    }

    async Task<bool> LearnOnceAsync(CancellationToken cancellation)
    {
        await runner.LearnAsync(clock.GetCurrentInstant(), cancellation);
        return true;
    }

    async Task<Instant> NextWakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var wake = await OrAsync(now + LongestSleep, WakeAsync, cancellation);
        // What should have happened by now is under way, or fails, or waits for the mail server.
        return wake <= now ? now + ShortestSleep : Instant.Min(wake, now + LongestSleep);
    }

    async Task<Instant> WakeAsync(CancellationToken cancellation) =>
        await store.NextWakeAsync(cancellation) ?? Instant.MaxValue;

    // A full disk, for one: room is made, and it goes on by itself.
    async Task<T> OrAsync<T>(T otherwise, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await work(cancellation);
        }
        catch (Exception trouble) when (trouble is not (OperationCanceledException or LedgerStoreUnusableException))
        {
            logger.LogError(trouble, "What is due has to wait, and is tried again within half a minute.");
            return otherwise;
        }
    }

    static ParallelOptions Places(int most, CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = most, CancellationToken = cancellation };
}
