using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Expectations.Hosting.Webhooks;

namespace Expectations.Storage;

/// <summary>Keeps notes in an Azure Table, a partition a kind, for any number of processes.</summary>
public sealed class AzureTableNotebook : INotebook
{
    const string Bytes = "Bytes";
    const int MostAttempts = 20;

    readonly TableClient table;

    AzureTableNotebook(TableClient table) => this.table = table;

    /// <summary>Opens the notes of a storage account by an identity, and makes their table.</summary>
    /// <exception cref="RequestFailedException">The account cannot be used.</exception>
    public static Task<AzureTableNotebook> OpenAsync(
        Uri tables, TokenCredential credential, CancellationToken cancellation = default) =>
        OpenAsync(new TableServiceClient(tables, credential), "", cancellation);

    internal static async Task<AzureTableNotebook> OpenAsync(
        TableServiceClient tables, string prefix, CancellationToken cancellation)
    {
        var notes = tables.GetTableClient($"{prefix}notes");
        await notes.CreateIfNotExistsAsync(cancellation);
        return new AzureTableNotebook(notes);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> FindAsync(string shelf, string key, CancellationToken cancellation = default) =>
        (await RowAsync(shelf, key, cancellation))?.GetBinary(Bytes);

    /// <inheritdoc/>
    public async ValueTask ChangeAsync(
        string shelf, string key, Func<byte[]?, byte[]?> change, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await TryChangeAsync(shelf, key, change, cancellation);
                return;
            }
            catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412 && attempt < MostAttempts)
            {
                // Somebody else wrote in between: change what they wrote.
            }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string Key, byte[] Note)> ListAsync(
        string shelf, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {shelf}"), cancellationToken: cancellation);
        await foreach (var row in rows)
            yield return (Encoding.UTF8.GetString(Convert.FromHexString(row.RowKey)), row.GetBinary(Bytes));
    }

    async Task TryChangeAsync(
        string shelf, string key, Func<byte[]?, byte[]?> change, CancellationToken cancellation)
    {
        var row = await RowAsync(shelf, key, cancellation);
        var before = row?.GetBinary(Bytes);
        var after = change(before);
        if (ReferenceEquals(before, after))
            return;
        if (after is null)
            await table.DeleteEntityAsync(row!, row!.ETag, cancellation);
        else if (row is null)
            await table.AddEntityAsync(new TableEntity(shelf, RowKey(key)) { [Bytes] = after }, cancellation);
        else
        {
            row[Bytes] = after;
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
        }
    }

    async Task<TableEntity?> RowAsync(string shelf, string key, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            shelf, RowKey(key), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    // Keys may have slashes, which row keys may not.
    static string RowKey(string key) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key));
}
