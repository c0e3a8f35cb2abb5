using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// What an unsubscribe link carries: whose letters of which project, sealed so that nobody can guess it.
/// </summary>
public static class UnsubscribeToken
{
    const int MaxLength = 512;

    /// <summary>The token, fit to stand in a URL path.</summary>
    /// <param name="key">Secret of this installation, at least 32 bytes.</param>
    /// <param name="projectId">Identity of the project.</param>
    /// <param name="personId">Identity of the person within the project.</param>
    public static string Write(ReadOnlySpan<byte> key, string projectId, string personId)
    {
        var ids = $"{projectId}\n{personId}";
        var seal = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"unsubscribe\n{ids}"));
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ids))}.{Base64Url.EncodeToString(seal)}";
    }

    /// <summary>
    /// Whom the token is about; false for anything <see cref="Write"/> did not write with this key.
    /// </summary>
    /// <param name="key">Secret of this installation.</param>
    /// <param name="token">What stood in the link; anything at all.</param>
    /// <param name="projectId">Identity of the project.</param>
    /// <param name="personId">Identity of the person within the project.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> key, string? token, [NotNullWhen(true)] out string? projectId,
        [NotNullWhen(true)] out string? personId)
    {
        projectId = personId = null;
        if (token is null || token.Length > MaxLength || Ids(token) is not [var project, var person])
            return false;
        var expected = Write(key, project, person);
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
