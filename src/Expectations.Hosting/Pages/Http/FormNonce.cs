using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Pages.Http;

/// <summary>
/// Proof that a form comes from one of our own pages about the same project. Derived from the operator key, so
/// that every instance of a host accepts every other's; without a key it lasts as long as the process.
/// </summary>
sealed class FormNonce(WebSettings settings)
{
    const int Head = sizeof(long);
    static readonly Duration Lifetime = Duration.FromHours(12);

    readonly byte[] secret = settings.OperatorKey is { } key
        ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), "form-nonce"u8)
        : RandomNumberGenerator.GetBytes(32);

    internal string Write(string projectId, Instant now) =>
        Seal(projectId, (now + Lifetime).ToUnixTimeSeconds());

    internal bool IsGood(string? nonce, string projectId, Instant now)
    {
        Span<byte> bytes = stackalloc byte[Head + HMACSHA256.HashSizeInBytes];
        if (nonce is null || !Base64Url.TryDecodeFromChars(nonce, bytes, out var length)
            || length != bytes.Length)
            return false;
        var expires = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return now.ToUnixTimeSeconds() < expires && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(nonce), Encoding.ASCII.GetBytes(Seal(projectId, expires)));
    }

    string Seal(string projectId, long expires)
    {
        var bytes = new byte[Head + HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, expires);
        byte[] message = [.. bytes.AsSpan(0, Head), .. Encoding.UTF8.GetBytes(projectId)];
        HMACSHA256.HashData(secret, message, bytes.AsSpan(Head));
        return Base64Url.EncodeToString(bytes);
    }
}
