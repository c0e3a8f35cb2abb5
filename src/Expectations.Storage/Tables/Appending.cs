using Azure;
using Azure.Data.Tables;
using Expectations.Core.Letters;

namespace Expectations.Storage.Tables;

/// <summary>One append: everything it reads, and the one transaction it becomes.</summary>
sealed class Appending(TableClient table, WakeIndex index, Payloads payloads, LedgerAppend append)
{
    static readonly Duration FactsKept = Duration.FromDays(7);

    readonly string signature = Guid.NewGuid().ToString("n");
    readonly Draft draft = new();
    readonly List<Wake> given = [];
    readonly List<Wake> outdated = [];
    readonly List<TableEntity> gone = [];
    readonly List<string> leftBlobs = [];

    bool forgetsFacts;

    /// <summary>Tries once.</summary>
    /// <returns>None where somebody else wrote in between: try again with a new one.</returns>
    /// <exception cref="LedgerNotWrittenException">It does not fit into a transaction.</exception>
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
        AddEvents();
        ReplaceHead(head);
        return await SubmitAsync(cancellation) ? AppendResult.Appended : null;
    }

    async Task<bool> SubmitAsync(CancellationToken cancellation)
    {
        draft.RefuseWhatDoesNotFit(append);
        foreach (var (blob, bytes) in draft.Blobs)
            await payloads.WriteAsync(blob, bytes, cancellation);
        // As they are before the commit: whoever gives one anew afterwards keeps it.
        var stale = await Task.WhenAll(outdated.Except(given).Select(wake => index.FindAsync(wake, cancellation)));
        var fresh = await Task.WhenAll(given.Select(wake => index.GiveAsync(wake, cancellation)));
        if (append is { ExpectedSequence: 0, Events.IsEmpty: false })
            await index.NoteProjectAsync(append.ProjectId, cancellation);
        if (!await CommitAsync(cancellation))
        {
            foreach (var hint in fresh.OfType<Hint>())
                await index.TakeBackAsync(hint, cancellation);
            return false;
        }
        foreach (var hint in stale.OfType<Hint>())
            await index.RemoveAsync(hint, cancellation);
        foreach (var blob in leftBlobs.Except(draft.Blobs.Select(kept => kept.Name)))
            await payloads.DropAsync(blob, cancellation);
        if (forgetsFacts)
            await ForgetFactsAsync(cancellation);
        return true;
    }

    async Task<bool> CommitAsync(CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(draft.Actions, cancellation);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            // Where an answer got lost, the SDK has asked again and lost against itself.
            var head = await FindAsync(LedgerRows.Head, cancellation);
            return head?.GetString("Signature") == signature;
        }
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
        var rows = table.QueryAsync<TableEntity>(
            LedgerRows.LettersOf(append.ProjectId), select: LedgerRows.LetterColumns, cancellationToken: cancellation);
        await foreach (var row in rows)
            if (gone.Exists(other => other.RowKey == row.RowKey)
                || !append.Withdrawals.Any(withdrawal => Concerns(withdrawal, row)))
                continue;
            else if (LedgerRows.IsUnderWay(row))
                draft.Change(row, ("Expires", append.At.ToUnixTimeTicks()));
            else
                Delete(row);
    }

    static bool Concerns(Withdrawal withdrawal, TableEntity row) =>
        LetterKey.Parse(row.GetString("Key"))! is var key
        && (withdrawal.PersonId ?? key.PersonId) == key.PersonId && (withdrawal.Kind ?? key.Kind) == key.Kind
        && (!withdrawal.RoutineOnly || row.GetBoolean("IsRoutine") == true);

    async Task QueueAsync(OutboxRow letter, CancellationToken cancellation)
    {
        var key = LedgerRows.Key(letter.Key);
        if (await FindAsync(key, cancellation) is not null)
            return;
        var row = LedgerRows.Of(letter);
        draft.Put(row, LedgerRows.Mime, letter.Mime, $"mime/{row.PartitionKey}/{row.RowKey}");
        draft.Add(new TableEntity(append.ProjectId, key));
        draft.Add(row);
        given.Add(LedgerRows.WakeOf(row));
    }

    void AddEvents()
    {
        foreach (var chained in append.Events)
        {
            var row = new TableEntity(append.ProjectId, LedgerRows.Event(chained.Sequence))
            {
                ["Hash"] = chained.Hash.ToArray(),
            };
            draft.Put(row, LedgerRows.Bytes, chained.Bytes, $"event/{append.ProjectId}");
            draft.Add(row);
        }
        if (append.FactId is { } fact)
            draft.Add(new TableEntity(append.ProjectId, LedgerRows.Fact(fact))
            {
                ["At"] = append.At.ToUnixTimeTicks(),
                ["Fingerprint"] = append.FactFingerprint,
            });
    }

    bool IsContradiction(TableEntity known) => append.FactFingerprint is { } now
        && known.GetString("Fingerprint") is { } before && before != now;

    void ReplaceHead(TableEntity? head)
    {
        var next = head is null ? new TableEntity(append.ProjectId, LedgerRows.Head) : new TableEntity(head);
        next["Signature"] = signature;
        var sequence = append.ExpectedSequence + append.Events.Length;
        if (append.Events is [.., var last])
        {
            next["Sequence"] = sequence;
            next["HeadHash"] = last.Hash.ToArray();
        }
        if (append.Snapshot is { IsEmpty: false } snapshot)
        {
            // By its number, so that whoever drops one late cannot hit another's.
            draft.Put(next, LedgerRows.Snapshot, snapshot, $"snapshot/{append.ProjectId}/{sequence}");
            next["SnapshotSequence"] = sequence;
            if (head is not null && Payloads.BlobOf(head, LedgerRows.Snapshot) is { } replaced)
                leftBlobs.Add(replaced);
        }
        if (head is not null && LedgerRows.DueOf(head) is { } before)
            outdated.Add(before);
        next.Remove(LedgerRows.NextDue);
        if (append.NextDueAt is { } due)
        {
            next[LedgerRows.NextDue] = due.ToUnixTimeTicks();
            given.Add(LedgerRows.DueOf(next)!.Value);
        }
        ForgetFactsNowAndThen(head, next);
        draft.Replace(head, next);
    }

    // Looking for old ones means looking at all: once an hour, and a transaction's worth of them.
    void ForgetFactsNowAndThen(TableEntity? head, TableEntity next)
    {
        if (append.FactId is null
            || (head is not null && append.At - LedgerRows.Moment(head, "Forgot") < Duration.FromHours(1)))
            return;
        next["Forgot"] = append.At.ToUnixTimeTicks();
        forgetsFacts = head is not null;
    }

    async Task ForgetFactsAsync(CancellationToken cancellation)
    {
        var old = await table.QueryAsync<TableEntity>(
            LedgerRows.FactsBefore(append.ProjectId, append.At - FactsKept), maxPerPage: Draft.MostRows,
            select: ["PartitionKey", "RowKey"], cancellationToken: cancellation)
            .Take(Draft.MostRows).ToListAsync(cancellation);
        if (old.Count == 0)
            return;
        try
        {
            await table.SubmitTransactionAsync(
                old.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)),
                cancellation);
        }
        catch (RequestFailedException)
        {
            // Somebody else forgets them, or the next hour does.
        }
    }

    void Delete(TableEntity row)
    {
        gone.Add(row);
        outdated.Add(LedgerRows.WakeOf(row));
        if (Payloads.BlobOf(row, LedgerRows.Mime) is { } blob)
            leftBlobs.Add(blob);
        draft.Delete(row);
    }

    async Task<TableEntity?> FindAsync(string row, CancellationToken cancellation)
    {
        var found =
            await table.GetEntityIfExistsAsync<TableEntity>(append.ProjectId, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }
}
