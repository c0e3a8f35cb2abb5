using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Expectations.Core.Letters;

namespace Expectations.Storage.Sqlite;

/// <summary>Letters as rows of the outbox table.</summary>
internal static class OutboxRows
{
    /// <summary>
    /// Columns in the order <see cref="Read"/> expects them; a column with the bytes may follow.
    /// </summary>
    internal const string Columns =
        """
        (SELECT name FROM project WHERE project.id = outbox.project), kind, period, person, revision,
        recipient, message_id, content_hash, not_before, expires, is_routine, state, attempts, detail
        """;

    /// <summary>Column after <see cref="Columns"/> with the bytes.</summary>
    internal const string MimeColumn = "(SELECT bytes FROM mime WHERE mime.outbox = outbox.id)";

    const int MimeIndex = 14;

    internal static OutboxRow Read(Statement row, bool withMime) => new()
    {
        ProjectId = row.Text(0),
        Key = new(row.Text(1), row.Text(2), row.Text(3), (int)row.Long(4)),
        Recipient = row.Text(5),
        MessageId = row.Text(6),
        ContentHash = row.Text(7),
        NotBefore = row.Moment(8),
        Expires = row.MomentOrNull(9),
        IsRoutine = row.Long(10) != 0,
        State = (OutboxState)row.Long(11),
        Attempts = (int)row.Long(12),
        Detail = row.TextOrNull(13),
        Mime = withMime ? row.Bytes(MimeIndex).ToArray() : ReadOnlyMemory<byte>.Empty,
    };

    /// <summary>64 bits that tell the keys of one project and period apart.</summary>
    internal static long Hash(LetterKey key) => BinaryPrimitives.ReadInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Kind}\n{key.PersonId}\n{key.Revision}")));
}
