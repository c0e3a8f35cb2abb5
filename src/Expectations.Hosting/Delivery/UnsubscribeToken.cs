using System.Diagnostics.CodeAnalysis;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// What an unsubscribe link carries: whose letters of which project, sealed so that nobody can guess it.
/// </summary>
public static class UnsubscribeToken
{
    const string Purpose = "unsubscribe";

    /// <summary>The token, fit to stand in a URL path.</summary>
    /// <param name="key">Secret of this installation, at least 32 bytes.</param>
    /// <param name="projectId">Identity of the project.</param>
    /// <param name="personId">Identity of the person within the project.</param>
    public static string Write(ReadOnlySpan<byte> key, string projectId, string personId) =>
        PersonSeal.Write(key, Purpose, projectId, personId);

    /// <summary>
    /// Whom the token is about; false for anything <see cref="Write"/> did not write with this key.
    /// </summary>
    /// <param name="key">Secret of this installation.</param>
    /// <param name="token">What stood in the link; anything at all.</param>
    /// <param name="projectId">Identity of the project.</param>
    /// <param name="personId">Identity of the person within the project.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> key, string? token, [NotNullWhen(true)] out string? projectId,
        [NotNullWhen(true)] out string? personId) =>
        PersonSeal.TryRead(key, Purpose, token, out projectId, out personId);
}
