using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Expectations.Local.Sandbox;

/// <summary>Answers for calendars. All times of the histories are UTC, as the program asks for.</summary>
static class SandboxCalendar
{
    static readonly LocalDateTimePattern Moment = LocalDateTimePattern.ExtendedIso;

    /// <summary>Events of a mailbox that touch the span asked for.</summary>
    internal static List<JsonElement> Events(
        IEnumerable<SandboxSnapshot> plans, string mailbox, Dictionary<string, string> query) =>
        [.. plans.SelectMany(p => p.Events).Where(e => SandboxSnapshot.Is(e, "mailbox", mailbox)
            && Overlaps(e, query.GetValueOrDefault("startDateTime"), query.GetValueOrDefault("endDateTime")))];

    /// <summary>Free and busy time of the mailboxes asked for.</summary>
    internal static JsonObject Schedules(IEnumerable<SandboxSnapshot> plans, JsonNode? body)
    {
        var known = plans.ToList();
        var (from, until) = ((string?)body?["startTime"]?["dateTime"], (string?)body?["endTime"]?["dateTime"]);
        var schedules = (body?["schedules"] as JsonArray ?? []).Select(m => (string?)m ?? "")
            .Select(mailbox => Schedule(known, mailbox, from, until));
        return new JsonObject { ["value"] = new JsonArray([.. schedules]) };
    }

    static JsonObject Schedule(List<SandboxSnapshot> plans, string mailbox, string? from, string? until)
    {
        if (!plans.Exists(p => p.User(mailbox) is not null))
            return new JsonObject
            {
                ["scheduleId"] = mailbox,
                ["error"] = new JsonObject { ["responseCode"] = "ErrorMailRecipientNotFound" },
            };
        var items = plans.SelectMany(p => p.Absences)
            .Where(a => SandboxSnapshot.Is(a, "mailbox", mailbox) && Overlaps(a, from, until));
        return new JsonObject
        {
            ["scheduleId"] = mailbox,
            ["scheduleItems"] = new JsonArray([.. items.Select(a => JsonSerializer.SerializeToNode(a))]),
        };
    }

    static bool Overlaps(JsonElement item, string? from, string? until) =>
        Read(until) is { } end && Read(from) is { } start
        && Time(item, "start") < end && Time(item, "end") > start;

    static LocalDateTime? Time(JsonElement item, string name) =>
        item.TryGetProperty(name, out var time) ? Read(SandboxSnapshot.Text(time, "dateTime")) : null;

    static LocalDateTime? Read(string? text) =>
        Moment.Parse(text?.TrimEnd('Z') ?? "") is { Success: true, Value: var value } ? value : null;
}
