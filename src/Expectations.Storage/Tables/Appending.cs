using Azure;
using Azure.Data.Tables;
using Expectations.Core.Letters;

namespace Expectations.Storage.Tables;

/// <summary>One append: everything it reads, and the one transaction it becomes.</summary>
sealed class Appending(TableClient table, WakeIndex index, Payloads payloads, LedgerAppend append)
{
    /// <summary>Rows a transaction of the service can hold.</summary>
    const int MostRows = 100;

    readonly List<TableTransactionAction> actions = [];
    readonly List<(string Kind, Wake Wake)> added = [];
    readonly List<(string Kind, Wake Wake)> outdated = [];
    readonly List<TableEntity> gone = [];

    /// <summary>Tries once.</summary>
    /// <returns>None where somebody else wrote in between: try again with a new one.</returns>
    internal async Task<AppendResult?> TryAsync(CancellationToken cancellation)
    {
        var head = await FindAsync(LedgerRows.Head, cancellation);
        if (append.FactId is { } fact && await FindAsync(LedgerRows.Fact(fact), cancellation) is { } known)
            return IsContradiction(known) ? AppendResult.Contradicted : AppendResult.AlreadyKnown;
        if ((head?.GetInt64("Sequence") ?? 0) != append.ExpectedSequence)
            return AppendResult.Conflict;
        if (append.Settled is { } settled && !await SettleAsync(settled, cancellation))
            return AppendResult.AlreadyKnown;
        await WithdrawAsync(cancellation);
        foreach (var letter in append.Letters.DistinctBy(letter => letter.Key))
            await QueueAsync(letter, cancellation);
        await AddEventsAsync(cancellation);
        await ReplaceHeadAsync(head, cancellation);
        return await SubmitAsync(cancellation) ? AppendResult.Appended : null;
    }

    async Task<bool> SubmitAsync(CancellationToken cancellation)
    {
        if (actions.Count > MostRows)
            throw new InvalidOperationException(
                $"One decision for {append.ProjectId} writes {actions.Count} rows; {MostRows} fit into a transaction. "
                + "Give the project fewer readers.");
        foreach (var (kind, wake) in added)
            await index.AddAsync(kind, wake, cancellation);
        if (append is { ExpectedSequence: 0, Events.IsEmpty: false })
            await index.NoteProjectAsync(append.ProjectId, cancellation);
        try
        {
            await table.SubmitTransactionAsync(actions, cancellation);
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
        foreach (var (kind, wake) in outdated.Except(added))
            await index.RemoveAsync(kind, wake, cancellation);
        foreach (var row in gone)
            await payloads.DropAsync(row, LedgerRows.Mime, cancellation);
        return true;
    }

    async Task<bool> SettleAsync(LetterKey key, CancellationToken cancellation)
    {
        if (await FindAsync(LedgerRows.Letter(key), cancellation) is not { } row)
            return false;
        Delete(row);
        return true;
    }

    async Task WithdrawAsync(CancellationToken cancellation)
    {
        if (append.Withdrawals.IsEmpty)
            return;
        var rows = await table
            .QueryAsync<TableEntity>(LedgerRows.LettersOf(append.ProjectId), cancellationToken: cancellation)
            .ToListAsync(cancellation);
        foreach (var row in rows.Where(row => append.Withdrawals.Any(withdrawal => Concerns(withdrawal, row))))
            if (gone.Exists(other => other.RowKey == row.RowKey))
                continue;
            else if (LedgerRows.StateOf(row) != OutboxState.Sending)
                Delete(row);
            else
            {
                row["Expires"] = append.At.ToUnixTimeTicks();
                actions.Add(new(TableTransactionActionType.UpdateReplace, row, row.ETag));
            }
    }

    static bool Concerns(Withdrawal withdrawal, TableEntity row) =>
        (withdrawal.PersonId is not { } person || LetterKey.Parse(row.GetString("Key"))!.PersonId == person)
        && (!withdrawal.RoutineOnly || row.GetBoolean("IsRoutine") == true);

    async Task QueueAsync(OutboxRow letter, CancellationToken cancellation)
    {
        var key = LedgerRows.Key(letter.Key);
        if (await FindAsync(key, cancellation) is not null)
            return;
        var row = LedgerRows.Of(letter);
        await payloads.PutAsync(row, LedgerRows.Mime, letter.Mime, $"mime/{row.PartitionKey}/{row.RowKey}",
            cancellation);
        actions.Add(new(TableTransactionActionType.Add, new TableEntity(append.ProjectId, key)));
        actions.Add(new(TableTransactionActionType.Add, row));
        added.Add((WakeIndex.Letters, LedgerRows.WakeOf(row)));
    }

    async Task AddEventsAsync(CancellationToken cancellation)
    {
        foreach (var chained in append.Events)
        {
            var row = new TableEntity(append.ProjectId, LedgerRows.Event(chained.Sequence))
            {
                ["Hash"] = chained.Hash.ToArray(),
            };
            await payloads.PutAsync(row, LedgerRows.Bytes, chained.Bytes, $"event/{append.ProjectId}", cancellation);
            actions.Add(new(TableTransactionActionType.Add, row));
        }
        if (append.FactId is { } fact)
            actions.Add(new(TableTransactionActionType.Add, new TableEntity(append.ProjectId, LedgerRows.Fact(fact))
            {
                ["At"] = append.At.ToUnixTimeTicks(),
                ["Fingerprint"] = append.FactFingerprint,
            }));
    }

    bool IsContradiction(TableEntity known) => append.FactFingerprint is { } now
        && known.GetString("Fingerprint") is { } before && before != now;

    async Task ReplaceHeadAsync(TableEntity? head, CancellationToken cancellation)
    {
        var next = head is null ? new TableEntity(append.ProjectId, LedgerRows.Head) : new TableEntity(head);
        if (append.Events is [.., var last])
        {
            next["Sequence"] = last.Sequence;
            next["HeadHash"] = last.Hash.ToArray();
        }
        if (append.Snapshot is { IsEmpty: false } snapshot)
        {
            await payloads.PutAsync(next, LedgerRows.Snapshot, snapshot, $"snapshot/{append.ProjectId}", cancellation);
            next["SnapshotSequence"] = append.ExpectedSequence + append.Events.Length;
        }
        if (head is not null && LedgerRows.Moment(head, "NextDue") is { } before)
            outdated.Add((WakeIndex.Due, new Wake(before, append.ProjectId, "")));
        next.Remove("NextDue");
        if (append.NextDueAt is { } due)
        {
            next["NextDue"] = due.ToUnixTimeTicks();
            added.Add((WakeIndex.Due, new Wake(due, append.ProjectId, "")));
        }
        actions.Add(head is null
            ? new(TableTransactionActionType.Add, next)
            : new(TableTransactionActionType.UpdateReplace, next, head.ETag));
    }

    void Delete(TableEntity row)
    {
        gone.Add(row);
        outdated.Add((WakeIndex.Letters, LedgerRows.WakeOf(row)));
        actions.Add(new(TableTransactionActionType.Delete, row, row.ETag));
    }

    async Task<TableEntity?> FindAsync(string row, CancellationToken cancellation)
    {
        var found =
            await table.GetEntityIfExistsAsync<TableEntity>(append.ProjectId, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }
}
