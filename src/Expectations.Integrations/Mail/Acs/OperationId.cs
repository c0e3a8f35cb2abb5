using System.Security.Cryptography;
using System.Text;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Hosting.Ledgers;

namespace Expectations.Integrations.Mail.Acs;

/// <summary>
/// The identity of sending one letter: always the same for the same letter, and a hint by which a delivery report,
/// which names nothing else, finds its way back. A UUID of version 8: 48 bits of project, 74 of letter.
/// </summary>
static class OperationId
{
    const int ProjectBytes = 6;

    internal static Guid Of(string projectId, LetterKey key)
    {
        var bytes = Hash("letter", projectId, key.ToString())[..16];
        Hash("project", projectId).AsSpan(0, ProjectBytes).CopyTo(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The letter with this identity; none where it is not of this store, or not sent.</summary>
    internal static async Task<SentLetter?> FindAsync(
        Guid id, ILedgerStore store, CancellationToken cancellation = default)
    {
        await foreach (var project in store.ProjectsAsync(cancellation: cancellation))
            if (IsOf(id, project) && await FindAsync(id, project, store, cancellation) is { } letter)
                return letter;
        return null;
    }

    static async Task<SentLetter?> FindAsync(
        Guid id, string project, ILedgerStore store, CancellationToken cancellation)
    {
        await foreach (var recorded in store.ReadAsync(project, cancellation: cancellation))
            if (LedgerJson.ReadEvent(recorded.Bytes.Span) is LetterSent sent && Of(project, sent.Key) == id)
                return new SentLetter(project, sent.Key, sent.ContentHash);
        // The report may be faster than the commit that says it was sent.
        return (await store.OutboxAsync(project, cancellation))
            .FirstOrDefault(row => Of(project, row.Key) == id) is { } row
            ? new SentLetter(project, row.Key, null)
            : null;
    }

    static bool IsOf(Guid id, string project) =>
        id.ToByteArray(bigEndian: true).AsSpan(0, ProjectBytes)
            .SequenceEqual(Hash("project", project).AsSpan(0, ProjectBytes));

    static byte[] Hash(params ReadOnlySpan<string> parts) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}

/// <summary>A letter a delivery report is about.</summary>
/// <param name="ProjectId">Whose letter.</param>
/// <param name="Key">Which letter.</param>
/// <param name="ContentHash">Hash of its bytes; none while its sending is not recorded yet.</param>
sealed record SentLetter(string ProjectId, LetterKey Key, string? ContentHash);
