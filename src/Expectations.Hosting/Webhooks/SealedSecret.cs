using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Webhooks;

/// <summary>Seals what a tool hands over, so that a copy of the notes alone opens nothing.</summary>
static class SealedSecret
{
    const int NonceLength = 12;
    const int TagLength = 16;

    internal static byte[] Seal(string secret, string key)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceLength));
        using var cipher = Cipher(key);
        cipher.Encrypt(
            sealedBytes.AsSpan(0, NonceLength), plain, sealedBytes.AsSpan(NonceLength + TagLength),
            sealedBytes.AsSpan(NonceLength, TagLength));
        return sealedBytes;
    }

    /// <summary>The secret; none where the key is another one.</summary>
    internal static string? Open(byte[] sealedBytes, string key)
    {
        if (sealedBytes.Length <= NonceLength + TagLength)
            return null;
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var cipher = Cipher(key);
        try
        {
            cipher.Decrypt(
                sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength + TagLength),
                sealedBytes.AsSpan(NonceLength, TagLength), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    static AesGcm Cipher(string key) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, info: "webhook-secret"u8.ToArray()),
        TagLength);
}
