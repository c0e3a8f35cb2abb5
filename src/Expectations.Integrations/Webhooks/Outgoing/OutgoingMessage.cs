using System.Globalization;
using System.Text.Json;
using Expectations.Hosting.Ledgers;

namespace Expectations.Integrations.Webhooks.Outgoing;

/// <summary>An event of a ledger as others are told of it.</summary>
/// <param name="Id">The same for every attempt.</param>
/// <param name="Type">Name of the event.</param>
/// <param name="Body">What is signed and sent.</param>
sealed record OutgoingMessage(string Id, string Type, byte[] Body)
{
    /// <summary>The message; none where the event has no name or time, which never happens in a sound ledger.</summary>
    internal static OutgoingMessage? Of(string project, ChainedEvent recorded)
    {
        using var document = JsonDocument.Parse(recorded.Bytes);
        var told = document.RootElement;
        if (told.Text("event") is not { } type || told.Text("at") is not { } at)
            return null;
        var sequence = recorded.Sequence.ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { type, timestamp = at, data = new { project, recorded.Sequence, @event = told } }, LedgerJson.Options);
        return new OutgoingMessage($"{project}-{sequence}", type, body);
    }
}
