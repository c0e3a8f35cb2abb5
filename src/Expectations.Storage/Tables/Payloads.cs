using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Expectations.Storage.Tables;

/// <summary>Keeps bytes in a row where they fit, and in a blob of their own where they do not.</summary>
/// <remarks>
/// A blob is named by its content and written before the row that names it: a crash between leaves a blob nobody
/// names, never a row without its bytes.
/// </remarks>
sealed class Payloads(BlobContainerClient container)
{
    /// <summary>Most bytes kept in the row; a property holds 64 KiB at most.</summary>
    const int LargestInRow = 48 * 1024;

    internal async Task PutAsync(
        TableEntity row, string name, ReadOnlyMemory<byte> bytes, string folder, CancellationToken cancellation)
    {
        row.Remove(name);
        row.Remove(BlobOf(name));
        if (bytes.Length <= LargestInRow)
        {
            row[name] = bytes.ToArray();
            return;
        }
        var blob = $"{folder}/{Convert.ToHexStringLower(SHA256.HashData(bytes.Span))}";
        await container.GetBlobClient(blob).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, cancellation);
        row[BlobOf(name)] = blob;
    }

    internal async Task<byte[]> GetAsync(TableEntity row, string name, CancellationToken cancellation)
    {
        if (row.GetString(BlobOf(name)) is not { } blob)
            return row.GetBinary(name) ?? [];
        var content = await container.GetBlobClient(blob).DownloadContentAsync(cancellation);
        return content.Value.Content.ToArray();
    }

    /// <summary>Drops a row's blob, where it has one. That it fails costs only room.</summary>
    internal async Task DropAsync(TableEntity row, string name, CancellationToken cancellation)
    {
        try
        {
            if (row.GetString(BlobOf(name)) is { } blob)
                await container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellation);
        }
        catch (RequestFailedException)
        {
            // Left over; nothing names it any more.
        }
    }

    static string BlobOf(string name) => $"{name}Blob";
}
