using System.Security.Cryptography;
using System.Text;

namespace Expectations.Storage.Sqlite;

/// <summary>
/// Identities of facts come from outside in any length; 16 bytes of their hash are kept, and behind them 16 bytes of
/// the hash of what the fact came in, where that matters.
/// </summary>
internal static class FactHash
{
    const int Length = 16;

    internal static byte[] Of(string factId, string? fingerprint) =>
        fingerprint is null ? Short(factId) : [.. Short(factId), .. Short(fingerprint)];

    /// <summary>All that may follow an identity lies between itself and this.</summary>
    internal static byte[] End(ReadOnlySpan<byte> hash) =>
        [.. hash[..Length], .. Enumerable.Repeat((byte)0xff, Length + 1)];

    /// <summary>The identity alone.</summary>
    internal static ReadOnlySpan<byte> Identity(ReadOnlySpan<byte> hash) => hash[..Length];

    /// <summary>Whether the same identity came in other bytes.</summary>
    internal static bool Contradict(ReadOnlySpan<byte> known, ReadOnlySpan<byte> now) =>
        known.Length > Length && now.Length > Length && !known.SequenceEqual(now);

    static byte[] Short(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..Length];
}
