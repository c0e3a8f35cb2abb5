using System.Buffers.Text;
using System.Text.Json;

namespace Expectations.Integrations.Plans;

/// <summary>Reads the permissions an app-only token carries, without judging whether it is genuine.</summary>
static class TokenRoles
{
    /// <summary>Roles of a token; none where it cannot be read.</summary>
    internal static IReadOnlySet<string>? Of(string token)
    {
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
            return claims.RootElement.TryGetProperty("roles", out var roles)
                ? roles.EnumerateArray().Select(r => r.GetString()!).ToHashSet()
                : new HashSet<string>();
        }
        catch (Exception e) when (e is JsonException or FormatException or IndexOutOfRangeException
            or InvalidOperationException)
        {
            return null;
        }
    }
}
