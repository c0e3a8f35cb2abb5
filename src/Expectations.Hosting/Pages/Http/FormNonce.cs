using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Pages.Http;

/// <summary>
/// Proof that a form comes from one of our own pages about the same thing. Derived from the installation's key, so
/// that every instance of a host accepts every other's.
/// </summary>
sealed class FormNonce(WebSettings settings)
{
    const int Head = sizeof(long);
    static readonly Duration Lifetime = Duration.FromHours(12);

    readonly byte[] secret = HMACSHA256.HashData(settings.UnsubscribeKey.Span, "form-nonce"u8);

    internal string Write(string subject, Instant now) =>
        Seal(subject, (now + Lifetime).ToUnixTimeSeconds());

    internal bool IsGood(string? nonce, string subject, Instant now)
    {
        Span<byte> bytes = stackalloc byte[Head + HMACSHA256.HashSizeInBytes];
        if (nonce is null || !Base64Url.TryDecodeFromChars(nonce, bytes, out var length)
            || length != bytes.Length)
            return false;
        var expires = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return now.ToUnixTimeSeconds() < expires && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(nonce), Encoding.ASCII.GetBytes(Seal(subject, expires)));
    }

    string Seal(string subject, long expires)
    {
        var bytes = new byte[Head + HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, expires);
        byte[] message = [.. bytes.AsSpan(0, Head), .. Encoding.UTF8.GetBytes(subject)];
        HMACSHA256.HashData(secret, message, bytes.AsSpan(Head));
        return Base64Url.EncodeToString(bytes);
    }
}
