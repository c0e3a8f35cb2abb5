using System.Diagnostics;
using System.Runtime.CompilerServices;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Carries letters from the outbox to an outlet, and what became of them back to the ledgers.
/// </summary>
/// <remarks>
/// Every letter is claimed in the store right before its attempt, so one that was withdrawn meanwhile is never seen
/// here. Whatever goes wrong, a letter ends in one of three ways: settled, put back, or left to its lease.
/// </remarks>
/// <param name="store">The outbox.</param>
/// <param name="outlet">The way out.</param>
/// <param name="facts">Takes what became of a letter.</param>
/// <param name="clock">Tells the present.</param>
/// <param name="logger">For operators.</param>
/// <param name="settings">How to work.</param>
/// <param name="notes">
/// Where it is kept how many routine letters each mailbox had and which letters have gone; none counts for as long as
/// the process lives, and remembers no letter.
/// </param>
public sealed class EffectCourier(
    ILedgerStore store, IOutlet outlet, IFactSink facts, IClock clock, ILogger<EffectCourier> logger,
    CourierSettings? settings = null, INotebook? notes = null)
{
    readonly CourierSettings pace = settings ?? new();
    readonly GoneLetters gone = new(notes);
    readonly RecipientCap cap = new((settings ?? new()).RoutineLettersADay, notes);

    /// <summary>Delivers everything that may leave now, and returns when nothing is left that may.</summary>
    /// <param name="projectId">Only letters of this project; none means of all.</param>
    /// <param name="cancellation">Ends the round after the attempts under way, whose outcome is recorded.</param>
    /// <exception cref="OperationCanceledException">The round was ended.</exception>
    public async Task<DeliverySummary> DeliverAsync(
        string? projectId = null, CancellationToken cancellation = default)
    {
        var tally = new DeliveryTally();
        while (!tally.Sum.BrokenOff && await HandleAllAsync(projectId, tally, cancellation))
            cancellation.ThrowIfCancellationRequested();
        return tally.Sum;
    }

    Instant Now => clock.GetCurrentInstant();

    /// <returns>Whether there was anything to do.</returns>
    async Task<bool> HandleAllAsync(string? projectId, DeliveryTally tally, CancellationToken cancellation)
    {
        var room = outlet.Headroom;
        if (room.Letters <= 0)
        {
            tally.RetryAt(Now + room.Wait);
            return false;
        }
        var any = false;
        var options = new ParallelOptions { MaxDegreeOfParallelism = pace.Concurrency };
        // Not cancelled itself: a letter that has been claimed is at least put back.
        await Parallel.ForEachAsync(
            ClaimAsync(projectId, room.Letters, tally, cancellation), options, async (claimed, _) =>
            {
                any = true;
                if (!tally.Sum.BrokenOff)
                    await HandleAsync(claimed.Row, claimed.At, tally, cancellation);
            });
        return any;
    }

    // The next ones are claimed as soon as a place is free: a letter that takes long keeps no other waiting.
    async IAsyncEnumerable<(OutboxRow Row, Instant At)> ClaimAsync(
        string? projectId, int room, DeliveryTally tally,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (room > 0 && !tally.Sum.BrokenOff && !cancellation.IsCancellationRequested)
        {
            var claimed = await store.ClaimAsync(
                projectId, Now, pace.Lease, Math.Min(room, pace.Batch), cancellation);
            if (claimed.Count == 0)
                yield break;
            room -= claimed.Count;
            var at = Now;
            foreach (var row in claimed)
                yield return (row, at);
        }
    }

    async Task HandleAsync(
        OutboxRow row, Instant claimedAt, DeliveryTally tally, CancellationToken cancellation)
    {
        try
        {
            if (row.Expires <= Now)
                await SettleAsync(row, LetterOutcome.Expired, OutOfDate(row), tally);
            else if (row.Mime.IsEmpty)
                await SettleAsync(row, LetterOutcome.LetterRefused, "The bytes of the letter are lost.", tally);
            else if (cancellation.IsCancellationRequested || Now - claimedAt > pace.Lease / 2)
                await PutBackAsync(row, StateBefore(row), Now, row.Detail, tally);
            else if (await gone.HoldsAsync(row, CancellationToken.None))
                await SettleAsync(row, LetterOutcome.Sent, null, tally);
            else
                await RecordAsync(row, await AttemptWithinCapAsync(row, cancellation), tally);
        }
        catch (Exception trouble)
        {
            // Sending on what cannot be recorded would only make duplicates.
            tally.BreakOff();
            logger.LogError("What became of letter {Key} of {Project} could not be recorded; it goes again "
                + "when its lease has run out. Check that the storage can be written. {Trouble}",
                row.Key, row.ProjectId, Describe(trouble, row));
        }
    }

    async Task<Attempt> AttemptWithinCapAsync(OutboxRow row, CancellationToken cancellation)
    {
        if (!row.IsRoutine)
            return await AttemptAsync(row, cancellation);
        var now = Now;
        if (await cap.TryTakeAsync(row.Recipient, now, cancellation) is { } wait)
            return new(AttemptResult.TryAgain, RecipientCap.Why, wait);
        var attempt = await AttemptAsync(row, cancellation);
        // What may have arrived counts.
        if (attempt.Result is not (AttemptResult.Accepted or AttemptResult.Ambiguous))
            await cap.GiveBackAsync(row.Recipient, now);
        return attempt;
    }

    async Task<Attempt> AttemptAsync(OutboxRow row, CancellationToken cancellation)
    {
        using var activity = DeliveryTelemetry.Start(row, outlet);
        var started = Stopwatch.GetTimestamp();
        var attempt = await TryAsync(row, cancellation);
        DeliveryTelemetry.Record(activity, outlet, attempt.Result, Stopwatch.GetElapsedTime(started));
        return attempt;
    }

    async Task<Attempt> TryAsync(OutboxRow row, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter((pace.Lease * 0.75).ToTimeSpan());
        try
        {
            return await outlet.DeliverAsync(row, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new(AttemptResult.TryAgain, $"Broken off before anything was sent by {outlet.Name}.");
        }
        catch (Exception trouble)
        {
            logger.LogError("Outlet {Outlet} failed on letter {Key} of {Project}; it goes again. {Trouble}",
                outlet.Name, row.Key, row.ProjectId, Describe(trouble, row));
            return new(
                AttemptResult.Ambiguous, $"{outlet.Name} failed unexpectedly ({trouble.GetType().Name}).");
        }
    }

    Task RecordAsync(OutboxRow row, Attempt attempt, DeliveryTally tally) => attempt.Result switch
    {
        AttemptResult.Accepted => AcceptedAsync(row, attempt, tally),
        AttemptResult.Refused => SettleAsync(row, LetterOutcome.Refused, attempt.Detail, tally),
        AttemptResult.LetterRefused => SettleAsync(row, LetterOutcome.LetterRefused, attempt.Detail, tally),
        AttemptResult.Ambiguous => RetryAsync(row, OutboxState.Ambiguous, attempt, tally),
        _ => RetryAsync(row, StateBefore(row), attempt, tally),
    };

    async Task AcceptedAsync(OutboxRow row, Attempt attempt, DeliveryTally tally)
    {
        try
        {
            await gone.NoteAsync(row, Now);
        }
        catch (Exception trouble)
        {
            // The ledger is what counts.
            logger.LogWarning("That letter {Key} of {Project} has gone could not be noted. {Trouble}",
                row.Key, row.ProjectId, Describe(trouble, row));
        }
        await SettleAsync(row, LetterOutcome.Sent, attempt.Detail, tally);
    }

    async Task SettleAsync(OutboxRow row, LetterOutcome outcome, string? detail, DeliveryTally tally)
    {
        var settled = new LetterSettled(Now, row.Key, outcome, row.ContentHash, detail);
        try
        {
            await facts.ApplyAsync(row.ProjectId, settled, CancellationToken.None);
            tally.Settled(outcome);
        }
        catch (Exception trouble)
        {
            // One project's ledger may be at fault, not the storage: putting the letter back tells them apart.
            logger.LogError("Ledger {Project} did not take the outcome {Outcome} of letter {Key}. {Trouble}",
                row.ProjectId, outcome, row.Key, Describe(trouble, row));
            var state = outcome is LetterOutcome.Sent ? OutboxState.Ambiguous : StateBefore(row);
            var why = $"{outcome}, but the ledger did not take it ({trouble.GetType().Name}).";
            await RetryAsync(row, state, new(AttemptResult.TryAgain, why), tally);
        }
    }

    Task RetryAsync(OutboxRow row, OutboxState state, Attempt attempt, DeliveryTally tally)
    {
        if (row.Attempts >= pace.StuckAfter)
            ReportStuck(row, attempt, tally);
        var retryAt = Now + RetrySchedule.WaitAfter(row.MessageId, row.Attempts, attempt.RetryAfter);
        // At the moment it goes out of date it is claimed once more, to be settled.
        if (row.Expires is { } expires && expires > Now && expires < retryAt)
            retryAt = expires;
        return PutBackAsync(row, state, retryAt, attempt.Detail, tally);
    }

    async Task PutBackAsync(
        OutboxRow row, OutboxState state, Instant retryAt, string? detail, DeliveryTally tally)
    {
        await store.PutBackAsync(row, state, retryAt, detail, CancellationToken.None);
        tally.PutBack(retryAt);
    }

    void ReportStuck(OutboxRow row, Attempt attempt, DeliveryTally tally)
    {
        tally.Stuck(row, attempt.Detail);
        logger.LogWarning("Letter {Key} of {Project} was tried {Attempts} times and is tried on. {Detail}",
            row.Key, row.ProjectId, row.Attempts, attempt.Detail);
    }

    // The exception itself is not logged: its message may hold what a server said about an address.
    static string Describe(Exception trouble, OutboxRow row) =>
        $"{trouble.GetType().Name}: {AddressMask.Hide(trouble.Message, row.Recipient)} {trouble.StackTrace}";

    // A letter that may have arrived once stays one that may have, until an outlet takes it.
    static OutboxState StateBefore(OutboxRow row) =>
        row.State is OutboxState.Ambiguous ? OutboxState.Ambiguous : OutboxState.Pending;

    static string OutOfDate(OutboxRow row) =>
        $"It went out of date before it could be delivered. {row.Detail}".TrimEnd();
}
