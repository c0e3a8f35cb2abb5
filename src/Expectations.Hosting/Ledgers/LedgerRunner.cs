using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Plans;
using Expectations.Hosting.Webhooks;

namespace Expectations.Hosting.Ledgers;

/// <summary>
/// Brings facts to ledgers: load, complete, freeze the letters, append; again when someone wrote first.
/// </summary>
/// <param name="store">Where ledgers are kept.</param>
/// <param name="press">Freezes letters.</param>
/// <param name="plans">Reads plans.</param>
/// <param name="othersWrite">
/// Whether other processes write to the same store. Each decision then begins with what they wrote; otherwise the
/// state last seen here would decide, and only an append would find out.
/// </param>
/// <param name="secrets">Draws the tokens of links; none takes the system's own source.</param>
/// <param name="notes">
/// Knows which findings a mailbox has read, whatever project showed them; none where each project looks to itself.
/// </param>
/// <param name="watch">Is told of each append before it; none where nobody wants to know.</param>
public sealed class LedgerRunner(
    ILedgerStore store, ILetterPress press, IPlanSource plans, bool othersWrite = false, SecretDrawing? secrets = null,
    INotebook? notes = null, IAppendWatch? watch = null) : IFactSink
{
    /// <summary>Events between two snapshots; folding this many takes well under a millisecond.</summary>
    const int SnapshotEvery = 128;

    readonly Completion completion = new(new Experience(store), notes, secrets ?? new SecretDrawing());
    readonly LedgerCache cache = new(store, othersWrite);
    readonly ProjectLocks locks = new();

    /// <summary>Forecasts dates.</summary>
    internal Forecaster Forecaster => completion.Forecaster;

    /// <summary>Applies one fact to a project's ledger.</summary>
    /// <returns>What was decided; nothing where the fact was known, or where the project does not exist.</returns>
    public async Task<Decision> ApplyAsync(string projectId, Fact fact, CancellationToken cancellation = default)
    {
        using (await locks.EnterAsync(projectId, cancellation))
            return (await DecideAndAppendAsync(projectId, fact, cancellation)).Decision;
    }

    /// <summary>
    /// Applies one fact that was delivered under an identity of its own, and remembers that identity even where the
    /// fact leads to nothing.
    /// </summary>
    /// <returns>What was decided, and whether the fact was known already, in the same or in other bytes.</returns>
    public async Task<(Decision Decision, AppendResult Result)> TakeAsync(
        string projectId, Fact fact, CancellationToken cancellation = default)
    {
        using (await locks.EnterAsync(projectId, cancellation))
            return await DecideAndAppendAsync(projectId, fact, cancellation);
    }

    /// <summary>Decides all that is due by now, reading the plan where that is needed.</summary>
    public async Task AdvanceAsync(string projectId, Instant now, CancellationToken cancellation = default)
    {
        var decision = await ApplyAsync(projectId, new TimeReached(now), cancellation);
        // Meanwhile others may decide: a client's click does not wait for a plan that is read slowly.
        foreach (var request in decision.Effects.OfType<ReadPlan>())
            await ApplyAsync(projectId, await plans.ReadAsync(request, now, cancellation), cancellation);
    }

    /// <summary>The present state of a project; empty for one without a ledger.</summary>
    public async ValueTask<LedgerState> StateAsync(string projectId, CancellationToken cancellation = default)
    {
        if (cache.Find(projectId) is { } known)
            return known.State;
        // Whoever reads beside a decision would keep what that decision has just outdated.
        using (await locks.EnterAsync(projectId, cancellation))
            return (await cache.LoadAsync(projectId, cancellation)).State;
    }

    /// <summary>
    /// Learns once a day what forecasts and warnings rest on; until that is done the lessons of the day before serve
    /// on. Where nobody calls this, the first reading of a day waits for it.
    /// </summary>
    public Task LearnAsync(Instant now, CancellationToken cancellation = default) =>
        completion.LearnAsync(now.InUtc().Date, cancellation);

    Task IFactSink.ApplyAsync(string projectId, Fact fact, CancellationToken cancellation) =>
        ApplyAsync(projectId, fact, cancellation);

    async Task<(Decision Decision, AppendResult Result)> DecideAndAppendAsync(
        string projectId, Fact fact, CancellationToken cancellation)
    {
        using var activity = LedgerTelemetry.Start(projectId, fact);
        var done = await DecideUntilAppendedAsync(projectId, fact, cancellation);
        LedgerTelemetry.Record(activity, done.Decision);
        return done;
    }

    async Task<(Decision Decision, AppendResult Result)> DecideUntilAppendedAsync(
        string projectId, Fact fact, CancellationToken cancellation)
    {
        while (true)
        {
            var ledger = await cache.LoadAsync(projectId, cancellation);
            var decision = await completion.DecideAsync(ledger.State, fact, cancellation);
            if (decision.Events.IsEmpty && fact.Fingerprint is null)
                return (decision, AppendResult.Appended);

            (decision, var letters) = await FreezeAsync(ledger.State, decision, fact.At, cancellation);
            var next = ledger.With(decision.Events);
            var result = await AppendAsync(projectId, fact, ledger, next, letters, decision);
            if (result == AppendResult.Conflict)
            {
                cache.Forget(projectId);
                continue;
            }
            if (result != AppendResult.Appended)
                return (Decision.Nothing, result);

            cache.Keep(projectId, next);
            return (decision, AppendResult.Appended);
        }
    }

    // A letter that lacks what it must say is settled in the same breath: neither is ever known without the other.
    async ValueTask<(Decision Decision, ImmutableArray<OutboxRow> Letters)> FreezeAsync(
        LedgerState state, Decision decision, Instant at, CancellationToken cancellation)
    {
        var letters = ImmutableArray.CreateBuilder<OutboxRow>();
        for (var waiting = decision; !waiting.Effects.IsEmpty;)
        {
            var pressed = PressedLetters.From(waiting, press);
            letters.AddRange(pressed.Rows);
            waiting = Decision.Nothing;
            foreach (var (key, missing) in pressed.Blocked)
                waiting = waiting.And(await completion.DecideAsync(
                    ProjectLedger.Evolve(state, decision.And(waiting).Events),
                    new LetterSettled(at, key, LetterOutcome.Blocked, "", missing), cancellation));
            decision = decision.And(waiting);
        }
        return (decision, letters.ToImmutable());
    }

    // Not cancelled: whoever gave up would not know whether it was written, and neither would the cache.
    async ValueTask<AppendResult> AppendAsync(
        string projectId, Fact fact, CachedLedger ledger, CachedLedger next, ImmutableArray<OutboxRow> letters,
        Decision decision)
    {
        var append = AppendOf(projectId, fact, ledger, next, letters, decision);
        if (watch is not null)
            await watch.NoteAsync(append);
        return await store.AppendAsync(append, CancellationToken.None);
    }

    static LedgerAppend AppendOf(
        string projectId, Fact fact, CachedLedger ledger, CachedLedger next, ImmutableArray<OutboxRow> letters,
        Decision decision) => new()
        {
            ProjectId = projectId,
            ExpectedSequence = ledger.Sequence,
            // What was refused may be asked again: whoever lost the answer hears the same.
            FactId = decision.IsRefusal ? null : fact.Id,
            FactFingerprint = decision.IsRefusal ? null : fact.Fingerprint,
            At = fact.At,
            Events = next.Appended,
            NextDueAt = ProjectLedger.NextDueAt(next.State),
            Snapshot = IsSnapshotDue(projectId, ledger.Sequence, next.Sequence)
                    ? LedgerJson.Write(next.State)
                    : default(ReadOnlyMemory<byte>?),
            Letters = letters,
            Withdrawals =
                [
                    .. decision.Effects.OfType<WithdrawLetters>()
                        .Select(w => new Withdrawal(w.PersonId, w.RoutineOnly, w.Kind)),
                ],
            Settled = fact is LetterSettled { Outcome: not (LetterOutcome.Bounced or LetterOutcome.Blocked) } s
                    ? s.Key
                    : null,
        };

    // Projects that began together and hear alike would otherwise all write theirs at the same moment.
    static bool IsSnapshotDue(string projectId, long before, long after)
    {
        var ahead = projectId.Aggregate(0u, (sum, letter) => (31 * sum) + letter) % SnapshotEvery;
        return (after + ahead) / SnapshotEvery > (before + ahead) / SnapshotEvery;
    }
}
