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
    internal Task WriteAsync(string blob, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        container.GetBlobClient(blob).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, cancellation);

    internal async Task<byte[]> GetAsync(TableEntity row, string name, CancellationToken cancellation)
    {
        if (BlobOf(row, name) is not { } blob)
            return row.GetBinary(name) ?? [];
        var content = await container.GetBlobClient(blob).DownloadContentAsync(cancellation);
        return content.Value.Content.ToArray();
    }

    /// <summary>The same, or nothing where the blob is gone.</summary>
    internal async Task<byte[]> FindAsync(TableEntity row, string name, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(row, name, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    /// <summary>Drops a blob nobody names any more. That it fails costs only room.</summary>
    internal async Task DropAsync(string blob, CancellationToken cancellation)
    {
        try
        {
            await container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellation);
        }
        catch (RequestFailedException)
        {
            // Left over.
        }
    }

    /// <summary>Name of the blob with these bytes of a row; none where they are in the row.</summary>
    internal static string? BlobOf(TableEntity row, string name) => row.GetString($"{name}Blob");

    /// <summary>Puts bytes into a row, or names the blob they are to be written to.</summary>
    /// <returns>The blob; none where they are in the row.</returns>
    internal static string? Put(
        TableEntity row, string name, ReadOnlyMemory<byte> bytes, string folder, bool inRow)
    {
        row.Remove(name);
        row.Remove($"{name}Blob");
        if (inRow)
        {
            row[name] = bytes.ToArray();
            return null;
        }
        var blob = $"{folder}/{Convert.ToHexStringLower(SHA256.HashData(bytes.Span))}";
        row[$"{name}Blob"] = blob;
        return blob;
    }
}
