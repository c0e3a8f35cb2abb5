using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Remembers for a month, beside the ledgers, which letters an outlet has taken: ledgers that are set back to a backup
/// do not send them a second time. A letter is known by its bytes, so that one decided anew goes.
/// </summary>
/// <param name="notes">Where that is kept; none remembers nothing.</param>
sealed class GoneLetters(INotebook? notes)
{
    const string Shelf = "gone-letters";
    const int HashBytes = 16;
    const int EntryBytes = sizeof(int) + HashBytes;
    const int Most = 2_000;

    static readonly Duration Kept = Duration.FromDays(30);

    internal async ValueTask<bool> HoldsAsync(OutboxRow letter, CancellationToken cancellation)
    {
        if (notes is null || await notes.FindAsync(Shelf, letter.ProjectId, cancellation) is not { } note)
            return false;
        var hash = HashOf(letter);
        return note.Chunk(EntryBytes).Any(entry => entry.AsSpan(sizeof(int)).SequenceEqual(hash));
    }

    /// <summary>Notes that a letter has gone.</summary>
    internal async ValueTask NoteAsync(OutboxRow letter, Instant now)
    {
        if (notes is not null)
            await notes.ChangeAsync(Shelf, letter.ProjectId, note => With(note ?? [], letter, now));
    }

    static byte[] With(byte[] note, OutboxRow letter, Instant now)
    {
        var entry = new byte[EntryBytes];
        BinaryPrimitives.WriteInt32BigEndian(entry, DayOf(now));
        HashOf(letter).CopyTo(entry.AsSpan(sizeof(int)));
        var oldest = DayOf(now - Kept);
        return
        [
            .. note.Chunk(EntryBytes).Where(old => BinaryPrimitives.ReadInt32BigEndian(old) >= oldest)
                .TakeLast(Most - 1).Append(entry).SelectMany(bytes => bytes),
        ];
    }

    static byte[] HashOf(OutboxRow letter) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(letter.ContentHash))[..HashBytes];

    static int DayOf(Instant moment) => (int)(moment - NodaConstants.UnixEpoch).TotalDays;
}
