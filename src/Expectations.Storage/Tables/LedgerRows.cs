using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Expectations.Core.Letters;

namespace Expectations.Storage.Tables;

/// <summary>A project's rows: head, events, facts, letter keys and outbox, all in one partition.</summary>
static class LedgerRows
{
    internal const string Head = "h";
    internal const string Bytes = "Bytes";
    internal const string Mime = "Mime";
    internal const string Snapshot = "Snapshot";
    internal const string NextDue = "NextDue";
    internal const string Wake = "Wake";
    internal const string AfterEvents = "e\u007f";

    /// <summary>All of a letter that is on its way, but its bytes.</summary>
    internal static readonly string[] LetterColumns =
    [
        "PartitionKey", "RowKey", "Key", "Recipient", "MessageId", "ContentHash", "NotBefore", Wake, "Expires",
        "IsRoutine", "State", "Attempts", "Detail", "MimeBlob",
    ];

    /// <summary>Filter for all letters of a project that are on their way.</summary>
    internal static string LettersOf(string project) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {project} and RowKey ge {"o~"} and RowKey lt {"o\u007f"}");

    /// <summary>Filter for the facts of a project that happened before a moment.</summary>
    internal static string FactsBefore(string project, Instant moment) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {project} and RowKey ge {"f~"} and RowKey lt {"f\u007f"}")
        + TableClient.CreateQueryFilter($" and At lt {moment.ToUnixTimeTicks()}");

    internal static string Event(long sequence) => $"e~{sequence.ToString("D19", CultureInfo.InvariantCulture)}";

    internal static string Fact(string id) => $"f~{Hash(id)}";

    internal static string Key(LetterKey key) => $"k~{Hash(key.ToString())}";

    internal static string Letter(LetterKey key) => $"o~{Hash(key.ToString())}";

    internal static TableEntity Of(OutboxRow letter)
    {
        var row = new TableEntity(letter.ProjectId, Letter(letter.Key))
        {
            ["Key"] = letter.Key.ToString(),
            ["Recipient"] = letter.Recipient,
            ["MessageId"] = letter.MessageId,
            ["ContentHash"] = letter.ContentHash,
            ["NotBefore"] = letter.NotBefore.ToUnixTimeTicks(),
            [Wake] = letter.NotBefore.ToUnixTimeTicks(),
            ["IsRoutine"] = letter.IsRoutine,
            ["State"] = (int)letter.State,
            ["Attempts"] = letter.Attempts,
        };
        if (letter.Expires is { } expires)
            row["Expires"] = expires.ToUnixTimeTicks();
        if (letter.Detail is not null)
            row["Detail"] = letter.Detail;
        return row;
    }

    internal static OutboxRow Letter(TableEntity row, ReadOnlyMemory<byte> mime) => new()
    {
        ProjectId = row.PartitionKey,
        Key = LetterKey.Parse(row.GetString("Key"))!,
        Recipient = row.GetString("Recipient"),
        MessageId = row.GetString("MessageId"),
        Mime = mime,
        ContentHash = row.GetString("ContentHash"),
        NotBefore = Moment(row, "NotBefore")!.Value,
        Expires = Moment(row, "Expires"),
        IsRoutine = row.GetBoolean("IsRoutine") ?? false,
        State = StateOf(row),
        Attempts = row.GetInt32("Attempts") ?? 0,
        // A merge cannot clear a property; it can empty it.
        Detail = row.GetString("Detail") is { Length: > 0 } detail ? detail : null,
    };

    internal static OutboxState StateOf(TableEntity row) => (OutboxState)(row.GetInt32("State") ?? 0);

    internal static Wake WakeOf(TableEntity row) => new(Moment(row, Wake)!.Value, row.PartitionKey, row.RowKey);

    /// <summary>When the project of a head is due next.</summary>
    internal static Wake? DueOf(TableEntity head) =>
        Moment(head, NextDue) is { } due ? new Wake(due, head.PartitionKey, "") : null;

    /// <summary>Whether someone has leased the letter since it was queued or put back, which align the two.</summary>
    internal static bool IsUnderWay(TableEntity row) => Moment(row, Wake) != Moment(row, "NotBefore");

    internal static Instant? Moment(TableEntity row, string name) =>
        row.GetInt64(name) is { } ticks ? Instant.FromUnixTimeTicks(ticks) : null;

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
