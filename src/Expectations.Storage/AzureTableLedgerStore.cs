using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Expectations.Storage.Tables;

namespace Expectations.Storage;

/// <summary>Keeps ledgers and outboxes in Azure Tables, a partition a project, for any number of processes.</summary>
/// <remarks>
/// An append is one transaction of the project's partition under the head's ETag. Large bytes lie in blobs. Where to
/// look at a moment is told by an index of hints, written before what they point to.
/// </remarks>
public sealed class AzureTableLedgerStore : ILedgerStore
{
    const int MostAttempts = 20;

    readonly TableClient ledgers;
    readonly TableClient wakes;
    readonly BlobContainerClient container;
    readonly WakeIndex index;
    readonly Payloads payloads;
    readonly Outbox outbox;

    AzureTableLedgerStore(TableClient ledgers, TableClient wakes, BlobContainerClient container, IClock clock)
    {
        (this.ledgers, this.wakes, this.container) = (ledgers, wakes, container);
        index = new WakeIndex(wakes, ledgers, clock);
        payloads = new Payloads(container);
        outbox = new Outbox(ledgers, index, payloads);
    }

    /// <summary>Opens the ledgers of a storage account by an identity, and makes tables and container.</summary>
    /// <param name="tables">Address of the account's table service.</param>
    /// <param name="blobs">Address of the account's blob service.</param>
    /// <param name="credential">Identity with the data roles for tables and blobs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RequestFailedException">The account cannot be used.</exception>
    public static Task<AzureTableLedgerStore> OpenAsync(
        Uri tables, Uri blobs, TokenCredential credential, CancellationToken cancellation = default) =>
        Of(new(tables, credential), new(blobs, credential), "", SystemClock.Instance).MadeAsync(cancellation);

    /// <summary>Opens the ledgers of a storage account by its key: that of an emulator, in local runs.</summary>
    /// <param name="connectionString">Connection string; <c>UseDevelopmentStorage=true</c> is a local Azurite.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It is no connection string.</exception>
    /// <exception cref="RequestFailedException">The account cannot be used.</exception>
    public static Task<AzureTableLedgerStore> OpenAsync(
        string connectionString, CancellationToken cancellation = default) =>
        Of(new(connectionString), new(connectionString), "", SystemClock.Instance).MadeAsync(cancellation);

    /// <param name="tables">The account's tables.</param>
    /// <param name="blobs">The account's blobs.</param>
    /// <param name="prefix">What the names of tables and container begin with.</param>
    /// <param name="clock">Tells, beside the service, how old a hint is.</param>
    internal static AzureTableLedgerStore Of(
        TableServiceClient tables, BlobServiceClient blobs, string prefix, IClock clock) => new(
            tables.GetTableClient($"{prefix}ledgers"), tables.GetTableClient($"{prefix}wakes"),
            blobs.GetBlobContainerClient($"{prefix}ledgers"), clock);

    /// <summary>Makes tables and container, where they are not there yet.</summary>
    internal async Task<AzureTableLedgerStore> MadeAsync(CancellationToken cancellation)
    {
        await ledgers.CreateIfNotExistsAsync(cancellation);
        await wakes.CreateIfNotExistsAsync(cancellation);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        return this;
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerSlice?> LoadAsync(string projectId, CancellationToken cancellation = default)
    {
        if (await FindAsync(projectId, LedgerRows.Head, cancellation) is not { } head
            || head.GetInt64("Sequence") is not { } sequence)
            return null;
        var snapshotSequence = head.GetInt64("SnapshotSequence") ?? 0;
        var snapshot = snapshotSequence == 0 ? null : await SnapshotAsync(head, cancellation);
        if (snapshot is null)
            snapshotSequence = 0;
        // What was appended since the head was read belongs to a later load.
        var events = await ReadAsync(projectId, snapshotSequence, cancellation)
            .TakeWhile(chained => chained.Sequence <= sequence).ToListAsync(cancellation);
        return new LedgerSlice(snapshot, snapshotSequence, events, sequence, head.GetBinary("HeadHash"));
    }

    /// <inheritdoc/>
    public async ValueTask<AppendResult> AppendAsync(LedgerAppend append, CancellationToken cancellation = default)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
            if (await new Appending(ledgers, index, payloads, append).TryAsync(cancellation) is { } result)
                return result;
        return AppendResult.Conflict;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainedEvent> ReadAsync(
        string projectId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (first, end) = (LedgerRows.Event(afterSequence + 1), LedgerRows.AfterEvents);
        var rows = ledgers.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {projectId} and RowKey ge {first} and RowKey lt {end}"),
            cancellationToken: cancellation);
        var sequence = afterSequence;
        await foreach (var row in rows)
            yield return new ChainedEvent(
                ++sequence, await payloads.GetAsync(row, LedgerRows.Bytes, cancellation), row.GetBinary("Hash"));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ProjectsAsync(string? after = null, CancellationToken cancellation = default) =>
        index.ProjectsAsync(after ?? "", cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> DueAsync(
        Instant now, int limit, CancellationToken cancellation = default) =>
        await ProjectsAsync(WakeIndex.Due, now, limit, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> UndeliveredAsync(
        Instant now, int limit, CancellationToken cancellation = default) =>
        await ProjectsAsync(WakeIndex.Letters, now, limit, cancellation);

    /// <inheritdoc/>
    public async ValueTask<Instant?> NextWakeAsync(CancellationToken cancellation = default) =>
        await index.FirstAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        string? projectId, Instant now, Duration lease, int limit, CancellationToken cancellation = default) =>
        await outbox.ClaimAsync(projectId, now, now + lease, limit, cancellation);

    /// <inheritdoc/>
    /// <remarks>
    /// Does nothing where the lease has run out and someone else has taken the letter since.
    /// </remarks>
    public async ValueTask PutBackAsync(
        OutboxRow row, OutboxState state, Instant retryAt, string? detail, CancellationToken cancellation = default)
    {
        if (state is not (OutboxState.Pending or OutboxState.Ambiguous))
            throw new ArgumentOutOfRangeException(nameof(state), state,
                "A letter is put back as pending or ambiguous.");
        await outbox.PutBackAsync(row, state, retryAt, detail, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OutboxRow>> OutboxAsync(
        string projectId, CancellationToken cancellation = default) =>
        await outbox.ListAsync(projectId, cancellation);

    async Task<List<string>> ProjectsAsync(string kind, Instant now, int limit, CancellationToken cancellation)
    {
        var projects = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hint in await index.UntilAsync(kind, now, project: null, cancellation))
        {
            if (projects.Count == limit)
                break;
            if (seen.Contains(hint.Wake.Project) || !await index.IsTrueAsync(hint, cancellation))
                continue;
            seen.Add(hint.Wake.Project);
            projects.Add(hint.Wake.Project);
        }
        return projects;
    }

    // One that has been replaced since its head was read is done without: all events tell the same.
    async Task<ReadOnlyMemory<byte>?> SnapshotAsync(TableEntity head, CancellationToken cancellation)
    {
        try
        {
            return await payloads.GetAsync(head, LedgerRows.Snapshot, cancellation);
        }
        catch (RequestFailedException replaced) when (replaced.Status == 404)
        {
            return null;
        }
    }

    async Task<TableEntity?> FindAsync(string project, string row, CancellationToken cancellation)
    {
        var found = await ledgers.GetEntityIfExistsAsync<TableEntity>(project, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }
}
