using System.Text.Json;

namespace Expectations.Local.Sandbox;

/// <summary>A plan as it stood at one moment, in the words of Microsoft Graph.</summary>
sealed class SandboxSnapshot(JsonElement root)
{
    internal string PlanId { get; } = Text(root.GetProperty("plan"), "id") ?? "";

    internal JsonElement Plan { get; } = root.GetProperty("plan");

    internal JsonElement? Details { get; } = root.TryGetProperty("details", out var details) ? details : null;

    internal IReadOnlyList<JsonElement> Buckets { get; } = List(root, "buckets");

    internal IReadOnlyList<JsonElement> Tasks { get; } = List(root, "tasks");

    internal IReadOnlyList<JsonElement> Users { get; } = List(root, "users");

    internal IReadOnlyList<JsonElement> Events { get; } = List(root, "events");

    internal IReadOnlyList<JsonElement> Absences { get; } = List(root, "absences");

    /// <summary>Whether the file knows people by name; histories without names get invented ones.</summary>
    internal bool NamesPeople => Users.Count > 0;

    internal JsonElement? User(string idOrMailbox) =>
        Users.Cast<JsonElement?>().FirstOrDefault(u => Is(u!.Value, "id", idOrMailbox)
            || Is(u.Value, "mail", idOrMailbox) || Is(u.Value, "userPrincipalName", idOrMailbox));

    internal bool Assigns(string userId) =>
        Tasks.Any(t => t.TryGetProperty("assignments", out var a) && a.TryGetProperty(userId, out _));

    internal static bool Is(JsonElement item, string name, string value) =>
        string.Equals(Text(item, name), value, StringComparison.OrdinalIgnoreCase);

    internal static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    static JsonElement[] List(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
}
