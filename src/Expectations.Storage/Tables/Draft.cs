using Azure.Data.Tables;

namespace Expectations.Storage.Tables;

/// <summary>A transaction before it is submitted, and the blobs its rows will name.</summary>
sealed class Draft
{
    /// <summary>Rows a transaction of the service can hold.</summary>
    internal const int MostRows = 100;

    /// <summary>Most bytes kept in one row; a property holds 64 KiB at most.</summary>
    const int LargestInRow = 48 * 1024;

    // A transaction holds 4 MiB, in which bytes are written as Base64 and every row has a part of its own.
    int room = 2 * 1024 * 1024;

    internal List<TableTransactionAction> Actions { get; } = [];

    internal List<(string Name, ReadOnlyMemory<byte> Bytes)> Blobs { get; } = [];

    /// <summary>Puts bytes into a row while there is room, and into a blob in that folder otherwise.</summary>
    internal void Put(TableEntity row, string name, ReadOnlyMemory<byte> bytes, string folder)
    {
        var inRow = bytes.Length <= Math.Min(LargestInRow, room);
        if (inRow)
            room -= bytes.Length;
        if (Payloads.Put(row, name, bytes, folder, inRow) is { } blob)
            Blobs.Add((blob, bytes));
    }

    internal void Add(TableEntity row) => Actions.Add(new(TableTransactionActionType.Add, row));

    internal void Change(TableEntity row, (string Name, object Value) property) => Actions.Add(new(
        TableTransactionActionType.UpdateMerge,
        new TableEntity(row.PartitionKey, row.RowKey) { [property.Name] = property.Value }, row.ETag));

    internal void Delete(TableEntity row) => Actions.Add(new(TableTransactionActionType.Delete, row, row.ETag));

    /// <summary>Puts a row in the place of the one it was made from, or where there was none.</summary>
    internal void Replace(TableEntity? row, TableEntity next)
    {
        if (row is null)
            Add(next);
        else
            Actions.Add(new(TableTransactionActionType.UpdateReplace, next, row.ETag));
    }

    /// <exception cref="LedgerNotWrittenException">It does not fit into a transaction.</exception>
    internal void RefuseWhatDoesNotFit(LedgerAppend append)
    {
        if (Actions.Count > MostRows)
            throw new LedgerNotWrittenException(
                $"One decision for {append.ProjectId} writes {Actions.Count} rows, and {MostRows} fit into a "
                + $"transaction: {append.Letters.Length} letters to queue at two rows each, and one row for each event "
                + "and each letter taken back. Give the project fewer readers, or wait until letters have left.",
                isFull: false);
    }
}
