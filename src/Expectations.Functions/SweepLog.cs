using Azure;
using Azure.Data.Tables;
using Expectations.Hosting.Pages;
using Microsoft.Extensions.Logging;

namespace Expectations.Functions;

/// <summary>
/// When the last sweep ended, kept where all instances see it: the timer and the health page rarely share one.
/// </summary>
/// <param name="watch">What the health page reads.</param>
/// <param name="table">One row; none where a single process runs.</param>
/// <param name="logger">For operators.</param>
public sealed class SweepLog(SweepWatch watch, TableClient? table, ILogger<SweepLog> logger)
{
    const string Row = "sweep";

    /// <summary>Notes that a sweep has ended.</summary>
    public async Task NoteAsync(Instant at, CancellationToken cancellation = default)
    {
        watch.Note(at);
        if (table is null)
            return;
        await table.CreateIfNotExistsAsync(cancellation);
        var row = new TableEntity(Row, Row) { ["EndedAt"] = at.ToDateTimeOffset() };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Brings what another instance has noted here; an unreadable table leaves the age growing.</summary>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        try
        {
            if (table is not null
                && await table.GetEntityIfExistsAsync<TableEntity>(Row, Row, cancellationToken: cancellation)
                    is { HasValue: true, Value: { } row }
                && row.GetDateTimeOffset("EndedAt") is { } ended)
                watch.Note(Instant.FromDateTimeOffset(ended));
        }
        catch (RequestFailedException trouble)
        {
            logger.LogWarning(trouble, "The table of the last sweep cannot be read.");
        }
    }
}
