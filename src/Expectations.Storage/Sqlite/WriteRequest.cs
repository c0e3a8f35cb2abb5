namespace Expectations.Storage.Sqlite;

/// <summary>Something to be written, by the writer and together with whatever else waits.</summary>
internal abstract class WriteRequest
{
    /// <summary>Whether it ends what has begun, and so may use the last room on the disk.</summary>
    internal abstract bool Settles { get; }

    /// <summary>Writes, within a transaction; may run again when that was rolled back.</summary>
    internal abstract void Write(WriteConnection connection);

    /// <summary>Tells the caller that it is committed.</summary>
    internal abstract void Succeed();

    /// <summary>Tells the caller that nothing of it is written.</summary>
    internal abstract void Fail(Exception reason);
}

/// <summary>A write with something to tell.</summary>
internal abstract class WriteRequest<T> : WriteRequest
{
    readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T result = default!;

    internal Task<T> Done => done.Task;

    internal sealed override void Write(WriteConnection connection) => result = Perform(connection);

    internal sealed override void Succeed() => done.SetResult(result);

    internal sealed override void Fail(Exception reason) => done.SetException(reason);

    protected abstract T Perform(WriteConnection connection);
}

/// <summary>An append, with all that can be worked out before it is the writer's turn.</summary>
internal sealed class AppendRequest(LedgerAppend append) : WriteRequest<AppendResult>
{
    readonly long[] keyHashes = [.. append.Letters.Select(letter => OutboxRows.Hash(letter.Key))];
    readonly byte[]? factHash = append.FactId is { } id ? FactHash.Of(id, append.FactFingerprint) : null;
    readonly PackedSnapshot? snapshot = append.Snapshot is { IsEmpty: false } state
        ? PackedSnapshot.Pack(state.Span)
        : null;

    internal override bool Settles => append.Settled is not null;

    protected override AppendResult Perform(WriteConnection connection) =>
        connection.Append(append, keyHashes, factHash, snapshot);
}

/// <summary>Letters to be leased.</summary>
internal sealed class ClaimRequest(string? projectId, Instant now, Duration lease, int limit)
    : WriteRequest<IReadOnlyList<OutboxRow>>
{
    internal override bool Settles => false;

    protected override IReadOnlyList<OutboxRow> Perform(WriteConnection connection) =>
        connection.Claim(projectId, now, now + lease, limit);
}

/// <summary>A leased letter to be put back.</summary>
internal sealed class PutBackRequest(OutboxRow row, OutboxState state, Instant retryAt, string? detail)
    : WriteRequest<bool>
{
    internal override bool Settles => true;

    protected override bool Perform(WriteConnection connection) =>
        connection.PutBack(row, state, retryAt, detail);
}
