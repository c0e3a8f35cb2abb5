using System.Collections.Concurrent;
using Expectations.Core;

namespace Expectations.Hosting.Ledgers;

/// <summary>Keeps the states of the projects in use, so that a decision costs no reading.</summary>
/// <param name="store">Where they are read.</param>
/// <param name="othersWrite">Whether others write to the store as well: then nothing is kept.</param>
sealed class LedgerCache(ILedgerStore store, bool othersWrite)
{
    /// <summary>
    /// Projects kept at once. When there are more, all fall out: a reload costs little, bookkeeping more.
    /// </summary>
    const int Projects = 16_384;

    readonly ConcurrentDictionary<string, CachedLedger> ledgers = new(StringComparer.Ordinal);
    int kept;

    internal CachedLedger? Find(string projectId) => ledgers.GetValueOrDefault(projectId);

    /// <summary>A ledger; whoever asks holds the project's lock, so that nothing newer is overwritten.</summary>
    internal async ValueTask<CachedLedger> LoadAsync(string projectId, CancellationToken cancellation)
    {
        if (Find(projectId) is { } cached)
            return cached;
        var loaded = await store.LoadAsync(projectId, cancellation) is { } slice
            ? CachedLedger.From(slice)
            : CachedLedger.Empty;
        Keep(projectId, loaded);
        return loaded;
    }

    internal void Keep(string projectId, CachedLedger ledger)
    {
        // Anybody may ask for projects that do not exist.
        if (othersWrite || ledger.Sequence == 0)
            return;
        if (!ledgers.TryAdd(projectId, ledger))
        {
            ledgers[projectId] = ledger;
        }
        else if (Interlocked.Increment(ref kept) > Projects)
        {
            ledgers.Clear();
            Volatile.Write(ref kept, 0);
        }
    }

    internal void Forget(string projectId)
    {
        if (ledgers.TryRemove(projectId, out _))
            Interlocked.Decrement(ref kept);
    }
}

/// <summary>A folded ledger and its place in the hash chain.</summary>
sealed record CachedLedger(LedgerState State, long Sequence, ReadOnlyMemory<byte> HeadHash)
{
    internal static CachedLedger Empty { get; } = new(LedgerState.Empty, 0, LedgerChain.Origin);

    internal static CachedLedger From(LedgerSlice slice)
    {
        var state = slice.Snapshot is { } bytes ? LedgerJson.ReadState(bytes.Span) : LedgerState.Empty;
        foreach (var recorded in slice.Events)
            state = ProjectLedger.Evolve(state, LedgerJson.ReadEvent(recorded.Bytes.Span));
        return new CachedLedger(state, slice.Sequence, slice.HeadHash);
    }

    /// <summary>The events this ledger has more than the one it came from.</summary>
    internal ImmutableArray<ChainedEvent> Appended { get; private init; } = [];

    /// <summary>The ledger with these events appended.</summary>
    internal CachedLedger With(ImmutableArray<LedgerEvent> events)
    {
        if (events.IsEmpty)
            return this with { Appended = [] };
        var chained = LedgerChain.Extend(Sequence, HeadHash, events);
        return new CachedLedger(ProjectLedger.Evolve(State, events), chained[^1].Sequence, chained[^1].Hash)
        {
            Appended = chained,
        };
    }
}
