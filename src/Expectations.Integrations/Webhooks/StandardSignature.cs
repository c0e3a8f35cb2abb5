using System.Security.Cryptography;
using System.Text;

namespace Expectations.Integrations.Webhooks;

/// <summary>The signature of Standard Webhooks: HMAC-SHA256 over identity, time and body.</summary>
static class StandardSignature
{
    const string Prefix = "whsec_";

    /// <summary>The signature with its version in front, as it stands in the header.</summary>
    internal static string Of(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed));
    }

    // The key is written in Base64; one that is not is taken as it stands.
    static byte[] KeyOf(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) ? key[..length] : Encoding.UTF8.GetBytes(secret);
    }
}
