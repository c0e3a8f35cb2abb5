using Azure;
using Azure.Data.Tables;

namespace Expectations.Storage.Tables;

/// <summary>Leases letters and puts them back; each change is that of one row under its ETag.</summary>
sealed class Outbox(TableClient ledgers, WakeIndex index, Payloads payloads)
{
    const int MostAttempts = 20;

    internal async Task<List<OutboxRow>> ClaimAsync(
        string? project, Instant now, Instant leaseEnd, int limit, CancellationToken cancellation)
    {
        var claimed = new List<OutboxRow>();
        foreach (var hint in await index.UntilAsync(WakeIndex.Letters, now, project, cancellation))
        {
            if (claimed.Count == limit)
                break;
            if (await ClaimAsync(hint, leaseEnd, cancellation) is { } letter)
                claimed.Add(letter);
        }
        return claimed;
    }

    internal async Task PutBackAsync(
        OutboxRow letter, OutboxState state, Instant retryAt, string? detail, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var row = await FindAsync(
                letter.ProjectId, LedgerRows.Letter(letter.Key), LedgerRows.LetterColumns, cancellation);
            if (row is null || row.GetInt32("Attempts") != letter.Attempts
                || LedgerRows.StateOf(row) == OutboxState.Pending)
                return;
            var before = await index.FindAsync(LedgerRows.WakeOf(row), cancellation);
            row["State"] = (int)state;
            row["NotBefore"] = retryAt.ToUnixTimeTicks();
            row["Detail"] = detail ?? "";
            if (await MoveAsync(row, before, retryAt, ["State", "NotBefore", "Detail"], cancellation))
                return;
        }
        throw new LedgerNotWrittenException(
            $"Letter {letter.Key} of {letter.ProjectId} could not be put back, for others keep changing it. "
            + "It goes again when its lease has run out.", isFull: false);
    }

    internal async Task<List<OutboxRow>> ListAsync(string project, CancellationToken cancellation) =>
        await ledgers.QueryAsync<TableEntity>(
            LedgerRows.LettersOf(project), select: LedgerRows.LetterColumns, cancellationToken: cancellation)
            .Select(row => LedgerRows.Letter(row, default)).ToListAsync(cancellation);

    // Losing against a change that left the letter where it is, as a withdrawal does, does not make it someone else's.
    async Task<OutboxRow?> ClaimAsync(Hint hint, Instant leaseEnd, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var row = await FindAsync(hint.Wake.Project, hint.Wake.Letter, columns: null, cancellation);
            if (row is null || LedgerRows.WakeOf(row) != hint.Wake)
            {
                await index.TidyAsync(hint, cancellation);
                return null;
            }
            // Before the lease: what cannot be read now is tried again, and takes no other letter's turn.
            var mime = await payloads.FindAsync(row, LedgerRows.Mime, cancellation);
            // What has been tried before may have arrived, unless it was put back as what cannot have.
            var isFirst = LedgerRows.StateOf(row) == OutboxState.Pending;
            row["State"] = (int)(isFirst ? OutboxState.Sending : OutboxState.Ambiguous);
            row["Attempts"] = (row.GetInt32("Attempts") ?? 0) + 1;
            if (await MoveAsync(row, hint, leaseEnd, ["State", "Attempts"], cancellation))
                return LedgerRows.Letter(row, mime);
        }
        return null;
    }

    // The new hint comes first and the old one goes last: a crash in between leaves one too many, never none.
    async Task<bool> MoveAsync(
        TableEntity row, Hint? before, Instant wake, string[] changed, CancellationToken cancellation)
    {
        row[LedgerRows.Wake] = wake.ToUnixTimeTicks();
        var change = new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var name in (string[])[.. changed, LedgerRows.Wake])
            change[name] = row[name];
        var after = await index.GiveAsync(LedgerRows.WakeOf(row), cancellation);
        try
        {
            await ledgers.UpdateEntityAsync(change, row.ETag, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 412)
        {
            if (after is { } unused)
                await index.TakeBackAsync(unused, cancellation);
            return false;
        }
        if (before is { } old && old.Wake != LedgerRows.WakeOf(row))
            await index.RemoveAsync(old, cancellation);
        return true;
    }

    async Task<TableEntity?> FindAsync(
        string project, string row, IEnumerable<string>? columns, CancellationToken cancellation)
    {
        var found = await ledgers.GetEntityIfExistsAsync<TableEntity>(project, row, columns, cancellation);
        return found.HasValue ? found.Value : null;
    }
}
