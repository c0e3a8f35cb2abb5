using System.Security.Cryptography;
using System.Text;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;

namespace Expectations.Integrations.Mail;

/// <summary>Puts letters into a folder as <c>.eml</c> files that any mail program opens.</summary>
/// <param name="folder">The folder; made when the first letter comes.</param>
public sealed class FolderOutlet(string folder) : IOutlet
{
    const int LongestName = 100;

    /// <inheritdoc/>
    public string Name => "folder";

    /// <summary>Writes the letter whole or not at all; the same letter again replaces its file.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await WriteAsync(letter.Mime, Path.Combine(folder, FileName(letter.MessageId)), cancellation);
            return new(AttemptResult.Accepted);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new(AttemptResult.TryAgain, "The letter could not be written to the outgoing folder "
                + $"({trouble.GetType().Name}). Check that it can be written and has room.");
        }
    }

    /// <summary>The file a letter is written to.</summary>
    /// <param name="messageId">Message-ID without angle brackets; anything at all gives a harmless
    /// name.</param>
    public static string FileName(string messageId)
    {
        // The hash keeps apart what the readable part, shortened and freed of odd characters, would not.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..12];
        var readable = string.Concat(messageId.Take(LongestName)
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
        return $"{readable.TrimStart('.')}.{hash}.eml";
    }

    static async Task WriteAsync(ReadOnlyMemory<byte> bytes, string path, CancellationToken cancellation)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using var file = new FileStream(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, 0,
                FileOptions.Asynchronous);
            await file.WriteAsync(bytes, cancellation);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            File.Move(temporary, path, overwrite: true);
            // Once more, so that the journal holds the new name too.
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
