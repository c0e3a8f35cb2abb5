using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Expectations.Core.Letters;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Mail.Acs;

/// <summary>
/// Which letter an operation sends, noted before it begins: a delivery report names the operation and nothing else.
/// </summary>
/// <param name="notes">Where that is noted: one small row a letter, as the ledger itself has.</param>
sealed class SentLetters(INotebook notes)
{
    const string Shelf = "acs-operations";

    /// <summary>Notes a letter that is about to be sent.</summary>
    /// <returns>The identity of sending it: always the same for the same letter.</returns>
    internal async Task<Guid> NoteAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        var id = OperationOf(letter.ProjectId, letter.Key);
        var sent = new SentLetter(letter.ProjectId, letter.Key, letter.ContentHash);
        await notes.ChangeAsync(
            Shelf, id.ToString(), known => known ?? JsonSerializer.SerializeToUtf8Bytes(sent, LedgerJson.Options),
            cancellation);
        return id;
    }

    /// <summary>The letter an operation sent; none where it is none of ours.</summary>
    internal async Task<SentLetter?> FindAsync(Guid operation, CancellationToken cancellation = default) =>
        await notes.FindAsync(Shelf, operation.ToString(), cancellation) is { } note
            ? JsonSerializer.Deserialize<SentLetter>(note, LedgerJson.Options)
            : null;

    /// <summary>A UUID of version 8.</summary>
    internal static Guid OperationOf(string projectId, LetterKey key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"letter\n{projectId}\n{key}")).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>A letter a delivery report is about. A storage format: members are only added.</summary>
/// <param name="ProjectId">Whose letter.</param>
/// <param name="Key">Which letter.</param>
/// <param name="ContentHash">Hash of its bytes.</param>
sealed record SentLetter(string ProjectId, LetterKey Key, string ContentHash);
