using Expectations.Hosting;
using Expectations.Hosting.Ledgers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Expectations.Functions;

/// <summary>
/// Every five minutes, rings all projects that are due or have letters to deliver, and starts clocks that are
/// missing. Nothing else starts clocks: a timer runs once at a time, so no clock is started twice at once.
/// </summary>
/// <param name="store">Ledgers and outboxes.</param>
/// <param name="sweeps">Remembers when the last sweep ended.</param>
/// <param name="clock">Tells the present.</param>
/// <param name="logger">For operators.</param>
public sealed class SweepTimer(ILedgerStore store, SweepLog sweeps, IClock clock, ILogger<SweepTimer> logger)
{
    const int ProjectsAtOnce = 5_000;

    /// <summary>One sweep.</summary>
    [Function(nameof(SweepTimer))]
    public async Task RunAsync(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient clocks,
        CancellationToken cancellation = default)
    {
        var now = clock.GetCurrentInstant();
        var due = await store.DueAsync(now, ProjectsAtOnce, cancellation);
        var undelivered = await store.UndeliveredAsync(now, ProjectsAtOnce, cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due.Union(undelivered, StringComparer.Ordinal), options,
            async (project, token) => await WakeAsync(clocks, project, token));
        await sweeps.NoteAsync(clock.GetCurrentInstant(), cancellation);
        logger.LogInformation("A sweep has ended.");
    }

    async Task WakeAsync(DurableTaskClient clocks, string project, CancellationToken cancellation)
    {
        try
        {
            if (await clocks.GetInstanceAsync(project, cancellation: cancellation) is { IsCompleted: false })
                await clocks.RaiseEventAsync(project, ProjectClock.Ring, ProjectClock.Sweep, cancellation);
            else
                await clocks.ScheduleNewOrchestrationInstanceAsync(
                    nameof(ProjectClock), new ClockTurn(), ReplacingEndedOnly(project), cancellation);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            logger.LogError(trouble, "The clock of {Project} could not be woken; the next sweep tries again.", project);
        }
    }

    static StartOrchestrationOptions ReplacingEndedOnly(string project) =>
        new StartOrchestrationOptions(project).WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running,
            OrchestrationRuntimeStatus.Suspended);
}

/// <summary>
/// Rings a project's clock after a request was committed. The sweep makes good for rings that get lost.
/// </summary>
public sealed class ClockBell(ILogger<ClockBell> logger) : IBell
{
    // Clients are bound to invocations; every request brings one before anything can ring.
    DurableTaskClient? clocks;

    /// <summary>Rings by this client from now on.</summary>
    public void Use(DurableTaskClient client) => Volatile.Write(ref clocks, client);

    /// <inheritdoc/>
    public async Task RingAsync(string projectId)
    {
        try
        {
            if (Volatile.Read(ref clocks) is { } client)
                await client.RaiseEventAsync(projectId, ProjectClock.Ring, "request");
        }
        catch (Exception trouble)
        {
            logger.LogWarning(trouble, "A ring for {Project} got lost; the next sweep rings again.", projectId);
        }
    }
}
