using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>Ways to prove where a call comes from; every comparison takes the same time whatever is compared.</summary>
static class Proof
{
    static readonly Duration Tolerance = Duration.FromMinutes(5);

    /// <summary>Whether a hex HMAC-SHA256 over the raw body fits one of the secrets.</summary>
    internal static bool IsHexHmac(string? given, ReadOnlySpan<byte> body, ImmutableArray<string> secrets)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        if (given?.Length != bytes.Length * 2
            || Convert.FromHexString(given, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        var good = false;
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, hash);
            good |= CryptographicOperations.FixedTimeEquals(hash, bytes);
        }
        return good;
    }

    /// <summary>Whether a plain secret is one of the secrets.</summary>
    internal static bool IsSecret(string? given, ImmutableArray<string> secrets)
    {
        if (string.IsNullOrEmpty(given))
            return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        var good = false;
        foreach (var secret in secrets)
            good |= CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        return good;
    }

    /// <summary>Checks the three headers of Standard Webhooks.</summary>
    /// <returns>Why they prove nothing; none where they do.</returns>
    internal static string? RefuseStandard(WebhookRequest request)
    {
        if (request.Header("webhook-id") is not { Length: <= 200 } id
            || request.Header("webhook-timestamp") is not { } timestamp
            || request.Header("webhook-signature") is not { } signatures)
            return "one of the headers webhook-id, webhook-timestamp and webhook-signature is missing";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > 253_402_300_799)
            return "webhook-timestamp is no number of seconds";
        var good = false;
        foreach (var secret in request.Secrets)
        {
            var expected = StandardSignature.Of(secret, id, timestamp, request.Body.Span);
            foreach (var given in signatures.Split(' ', 16))
                good |= CryptographicOperations.FixedTimeEquals(
                    Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
        }
        return good
            ? Stale(Instant.FromUnixTimeSeconds(seconds), request.Now, Tolerance)
            : "no signature fits any secret";
    }

    /// <summary>Why a call is too old, or too early; none where it is neither.</summary>
    internal static string? Stale(Instant sent, Instant now, Duration tolerance) =>
        sent - now <= tolerance && now - sent <= tolerance
            ? null
            : string.Create(
                CultureInfo.InvariantCulture, $"it was sent over {tolerance.TotalSeconds} seconds away from our time");
}
