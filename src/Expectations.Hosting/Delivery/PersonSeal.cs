using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Seals who of which project a link is about, for one purpose: a token of one purpose is none of another.
/// </summary>
static class PersonSeal
{
    const int MaxLength = 512;

    internal static string Write(ReadOnlySpan<byte> key, string purpose, string projectId, string personId)
    {
        var ids = $"{projectId}\n{personId}";
        var seal = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{ids}"));
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ids))}.{Base64Url.EncodeToString(seal)}";
    }

    internal static bool TryRead(
        ReadOnlySpan<byte> key, string purpose, string? token, [NotNullWhen(true)] out string? projectId,
        [NotNullWhen(true)] out string? personId)
    {
        projectId = personId = null;
        if (token is null || token.Length > MaxLength || Ids(token) is not [var project, var person])
            return false;
        var expected = Write(key, purpose, project, person);
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(token)))
            return false;
        (projectId, personId) = (project, person);
        return true;
    }

    static string[]? Ids(string token)
    {
        var end = token.IndexOf('.', StringComparison.Ordinal);
        if (end <= 0 || !Base64Url.IsValid(token.AsSpan(0, end)))
            return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.AsSpan(0, end))).Split('\n');
    }
}
