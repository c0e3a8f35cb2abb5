using Expectations.Hosting.Ledgers;

namespace Expectations.Simulation;

/// <summary>A store whose process may die right before and right after each write.</summary>
sealed class CrashingStore(ILedgerStore inner, Life life) : ILedgerStore
{
    public ValueTask<LedgerSlice?> LoadAsync(string projectId, CancellationToken cancellation = default) =>
        inner.LoadAsync(projectId, cancellation);

    public ValueTask<AppendResult> AppendAsync(LedgerAppend append, CancellationToken cancellation = default) =>
        WriteAsync("an append", () => inner.AppendAsync(append, cancellation));

    public IAsyncEnumerable<ChainedEvent> ReadAsync(
        string projectId, long afterSequence = 0, CancellationToken cancellation = default) =>
        inner.ReadAsync(projectId, afterSequence, cancellation);

    public IAsyncEnumerable<string> ProjectsAsync(string? after = null, CancellationToken cancellation = default) =>
        inner.ProjectsAsync(after, cancellation);

    public ValueTask<IReadOnlyList<string>> DueAsync(Instant now, int limit, CancellationToken cancellation = default) =>
        inner.DueAsync(now, limit, cancellation);

    public ValueTask<Instant?> NextWakeAsync(CancellationToken cancellation = default) => inner.NextWakeAsync(cancellation);

    public ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        string? projectId, Instant now, Duration lease, int limit, CancellationToken cancellation = default) =>
        WriteAsync("a claim", () => inner.ClaimAsync(projectId, now, lease, limit, cancellation));

    public async ValueTask PutBackAsync(
        OutboxRow row, OutboxState state, Instant retryAt, string? detail, CancellationToken cancellation = default) =>
        await WriteAsync("a put-back", async () =>
        {
            await inner.PutBackAsync(row, state, retryAt, detail, cancellation);
            return true;
        });

    public ValueTask<IReadOnlyList<OutboxRow>> OutboxAsync(string projectId, CancellationToken cancellation = default) =>
        inner.OutboxAsync(projectId, cancellation);

    async ValueTask<T> WriteAsync<T>(string what, Func<ValueTask<T>> write)
    {
        life.MayEnd($"before {what}");
        var written = await write();
        life.MayEnd($"after {what}");
        return written;
    }
}
