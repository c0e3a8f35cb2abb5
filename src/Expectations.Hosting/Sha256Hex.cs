using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting;

/// <summary>SHA-256 in lower-case hex, as ledgers, notes and fingerprints hold it.</summary>
static class Sha256Hex
{
    internal static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
