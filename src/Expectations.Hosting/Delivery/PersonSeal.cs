using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// What a link carries that is about a person: who of which project, sealed so that nobody can guess it. A token of one
/// purpose is none of another.
/// </summary>
public sealed class PersonSeal
{
    const int MaxLength = 512;

    readonly string purpose;

    PersonSeal(string purpose) => this.purpose = purpose;

    /// <summary>Of links that stop routine letters.</summary>
    public static PersonSeal Unsubscribe { get; } = new("unsubscribe");

    /// <summary>Of links to a client's own page.</summary>
    public static PersonSeal Client { get; } = new("client");

    /// <summary>Of links to the page on which a person says how the project feels.</summary>
    public static PersonSeal Pulse { get; } = new("pulse");

    /// <summary>The token, fit to stand in a URL path.</summary>
    /// <param name="key">Secret of this installation, at least 32 bytes.</param>
    /// <param name="projectId">Identity of the project.</param>
    /// <param name="personId">Identity of the person within the project.</param>
    public string Write(ReadOnlySpan<byte> key, string projectId, string personId)
    {
        var ids = $"{projectId}\n{personId}";
        var seal = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{ids}"));
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ids))}.{Base64Url.EncodeToString(seal)}";
    }

    /// <summary>
    /// Whom the token is about; false for anything <see cref="Write"/> did not write with this key for this purpose.
    /// </summary>
    /// <param name="key">Secret of this installation.</param>
    /// <param name="token">What stood in the link; anything at all.</param>
    /// <param name="projectId">Identity of the project.</param>
    /// <param name="personId">Identity of the person within the project.</param>
    public bool TryRead(
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
