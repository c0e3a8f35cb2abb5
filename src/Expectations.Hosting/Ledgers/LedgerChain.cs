using System.Buffers;
using System.Security.Cryptography;
using Expectations.Core;

namespace Expectations.Hosting.Ledgers;

/// <summary>
/// The hash chain of a ledger: each event's hash covers its bytes and the hash before, so that no event can
/// be changed, left out or moved without every later hash telling.
/// </summary>
public static class LedgerChain
{
    /// <summary>What stands before the first event: 32 zero bytes.</summary>
    public static ReadOnlyMemory<byte> Origin { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 over the previous event's hash followed by the event's canonical bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> bytes)
    {
        var length = previous.Length + bytes.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            previous.CopyTo(joined);
            bytes.CopyTo(joined.AsSpan(previous.Length));
            return SHA256.HashData(joined.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    /// <summary>Chains events to a ledger's end.</summary>
    /// <param name="sequence">Sequence number of the ledger's last event; 0 for a new ledger.</param>
    /// <param name="head">Hash of the ledger's last event; <see cref="Origin"/> for a new ledger.</param>
    /// <param name="recorded">Events to chain, in order.</param>
    public static ImmutableArray<ChainedEvent> Extend(
        long sequence, ReadOnlyMemory<byte> head, ImmutableArray<LedgerEvent> recorded)
    {
        var chained = ImmutableArray.CreateBuilder<ChainedEvent>(recorded.Length);
        foreach (var bytes in recorded.Select(LedgerJson.Write))
        {
            head = Hash(head.Span, bytes);
            chained.Add(new(++sequence, bytes, head));
        }

        return chained.MoveToImmutable();
    }
}
