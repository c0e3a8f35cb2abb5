#pragma warning disable
namespace Expectations.Hosting.Ledgers {
public static class LedgerChain { public static byte[] Start { get; } = new byte[32]; public static byte[] Next(ReadOnlySpan<byte> prev, ReadOnlySpan<byte> b) => System.Security.Cryptography.SHA256.HashData([..prev, ..b]); }
public interface IFactSink { Task ApplyAsync(string projectId, Expectations.Core.Fact fact, CancellationToken cancellation); }
}
namespace Expectations.Hosting.Delivery { public sealed class LetterBlockedException(string m) : Exception(m); }
