using System.Buffers.Text;
using System.Text.Json;

namespace Expectations.Local.Sandbox;

/// <summary>What the sandbox reads from a token: it takes anybody's word for it.</summary>
static class SandboxToken
{
    /// <summary>Roles a token speaks of; none where it is no token.</summary>
    internal static IReadOnlySet<string>? Roles(string? authorization)
    {
        if (authorization?.Split('.') is not ([var first, var payload, ..])
            || !first.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.GetProperty("roles").EnumerateArray()
                .Select(r => r.GetString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether one of the roles lets an application ask for a path.</summary>
    internal static bool Permits(IReadOnlySet<string> roles, string path)
    {
        if (path.Contains("/planner/", StringComparison.OrdinalIgnoreCase))
            return roles.Any(r => r.StartsWith("Tasks.Read", StringComparison.OrdinalIgnoreCase));
        if (path.Contains("/calendar", StringComparison.OrdinalIgnoreCase))
            return roles.Any(r => r.StartsWith("Calendars.Read", StringComparison.OrdinalIgnoreCase));
        return !path.Contains("/users/", StringComparison.OrdinalIgnoreCase)
            || roles.Any(r => r.StartsWith("User.Read", StringComparison.OrdinalIgnoreCase));
    }
}
