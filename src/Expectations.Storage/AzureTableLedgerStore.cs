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
    readonly WakeIndex index;
    readonly Payloads payloads;

    AzureTableLedgerStore(TableClient ledgers, TableClient wakes, BlobContainerClient blobs)
    {
        this.ledgers = ledgers;
        index = new WakeIndex(wakes);
        payloads = new Payloads(blobs);
    }

    /// <summary>Opens the ledgers of a storage account by an identity, and makes tables and container.</summary>
    /// <param name="tables">Address of the account's table service.</param>
    /// <param name="blobs">Address of the account's blob service.</param>
    /// <param name="credential">Identity with the data roles for tables and blobs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RequestFailedException">The account cannot be used.</exception>
    public static Task<AzureTableLedgerStore> OpenAsync(
        Uri tables, Uri blobs, TokenCredential credential, CancellationToken cancellation = default) => OpenAsync(
            new TableServiceClient(tables, credential), new BlobServiceClient(blobs, credential), "", cancellation);

    internal static async Task<AzureTableLedgerStore> OpenAsync(
        TableServiceClient tables, BlobServiceClient blobs, string prefix, CancellationToken cancellation)
    {
        var rows = tables.GetTableClient($"{prefix}ledgers");
        var wakes = tables.GetTableClient($"{prefix}wakes");
        var container = blobs.GetBlobContainerClient($"{prefix}ledgers");
        await rows.CreateIfNotExistsAsync(cancellation);
        await wakes.CreateIfNotExistsAsync(cancellation);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        return new AzureTableLedgerStore(rows, wakes, container);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerSlice?> LoadAsync(string projectId, CancellationToken cancellation = default)
    {
        if (await FindAsync(projectId, LedgerRows.Head, cancellation) is not { } head
            || head.GetInt64("Sequence") is not { } sequence)
            return null;
        var snapshotSequence = head.GetInt64("SnapshotSequence") ?? 0;
        var snapshot = snapshotSequence == 0
            ? default(ReadOnlyMemory<byte>?)
            : await payloads.GetAsync(head, LedgerRows.Snapshot, cancellation);
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
    public async IAsyncEnumerable<string> ProjectsAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var project in index.ProjectsAsync(cancellation))
            if ((await FindAsync(project, LedgerRows.Head, cancellation))?.GetInt64("Sequence") > 0)
                yield return project;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> DueAsync(Instant now, int limit,
        CancellationToken cancellation = default)
    {
        var due = new List<string>();
        foreach (var hint in await index.UntilAsync(WakeIndex.Due, now, cancellation))
        {
            if (due.Count == limit)
                break;
            var head = await FindAsync(hint.Project, LedgerRows.Head, cancellation);
            if (head is not null && LedgerRows.Moment(head, "NextDue") == hint.At)
                due.Add(hint.Project);
            else
                await index.TidyAsync(WakeIndex.Due, hint, now, cancellation);
        }
        return due;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> UndeliveredAsync(
        Instant now, int limit, CancellationToken cancellation = default) =>
        [.. (await index.UntilAsync(WakeIndex.Letters, now, cancellation)).Select(hint => hint.Project).Distinct()
            .Take(limit)];

    /// <inheritdoc/>
    public async ValueTask<Instant?> NextWakeAsync(CancellationToken cancellation = default) =>
        await index.FirstAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        string? projectId, Instant now, Duration lease, int limit, CancellationToken cancellation = default)
    {
        var claimed = new List<OutboxRow>();
        foreach (var hint in await index.UntilAsync(WakeIndex.Letters, now, cancellation))
        {
            if (claimed.Count == limit)
                break;
            if (projectId is not null && hint.Project != projectId)
                continue;
            if (await ClaimAsync(hint, now + lease, cancellation) is { } letter)
                claimed.Add(letter);
            else
                await index.TidyAsync(WakeIndex.Letters, hint, now, cancellation);
        }
        return claimed;
    }

    /// <inheritdoc/>
    public async ValueTask PutBackAsync(
        OutboxRow row, OutboxState state, Instant retryAt, string? detail, CancellationToken cancellation = default)
    {
        if (state is not (OutboxState.Pending or OutboxState.Ambiguous))
            throw new ArgumentOutOfRangeException(nameof(state), state,
                "A letter is put back as pending or ambiguous.");
        if (await FindAsync(row.ProjectId, LedgerRows.Letter(row.Key), cancellation) is not { } held
            || held.GetInt32("Attempts") != row.Attempts || LedgerRows.StateOf(held) == OutboxState.Pending)
            return;
        var before = LedgerRows.WakeOf(held);
        held["State"] = (int)state;
        held["NotBefore"] = retryAt.ToUnixTimeTicks();
        held["Detail"] = detail;
        await MoveAsync(held, before, retryAt, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OutboxRow>> OutboxAsync(
        string projectId, CancellationToken cancellation = default) =>
        await ledgers.QueryAsync<TableEntity>(LedgerRows.LettersOf(projectId), cancellationToken: cancellation)
            .Select(row => LedgerRows.Letter(row, default)).ToListAsync(cancellation);

    async Task<OutboxRow?> ClaimAsync(Wake hint, Instant leaseEnd, CancellationToken cancellation)
    {
        if (await FindAsync(hint.Project, hint.Letter, cancellation) is not { } row || LedgerRows.WakeOf(row) != hint)
            return null;
        // What has been tried before may have arrived, unless it was put back as what cannot have.
        row["State"] =
            (int)(LedgerRows.StateOf(row) == OutboxState.Pending ? OutboxState.Sending : OutboxState.Ambiguous);
        row["Attempts"] = (row.GetInt32("Attempts") ?? 0) + 1;
        return await MoveAsync(row, hint, leaseEnd, cancellation)
            ? LedgerRows.Letter(row, await payloads.GetAsync(row, LedgerRows.Mime, cancellation))
            : null;
    }

    // The new hint comes first and the old one goes last: a crash in between leaves one too many, never none.
    async Task<bool> MoveAsync(TableEntity row, Wake before, Instant wake, CancellationToken cancellation)
    {
        row["Wake"] = wake.ToUnixTimeTicks();
        var after = LedgerRows.WakeOf(row);
        await index.AddAsync(WakeIndex.Letters, after, cancellation);
        try
        {
            await ledgers.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 412)
        {
            return false;
        }
        if (after != before)
            await index.RemoveAsync(WakeIndex.Letters, before, cancellation);
        return true;
    }

    async Task<TableEntity?> FindAsync(string project, string row, CancellationToken cancellation)
    {
        var found = await ledgers.GetEntityIfExistsAsync<TableEntity>(project, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }
}
