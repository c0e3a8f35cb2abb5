using System.Security.Cryptography;
using System.Text;

namespace Expectations.Storage.Sqlite;

/// <summary>Identities of facts come from outside in any length; 16 bytes of their hash are kept.</summary>
internal static class FactHash
{
    const int Length = 16;

    internal static byte[] Of(string factId) => SHA256.HashData(Encoding.UTF8.GetBytes(factId))[..Length];
}
