using System.IO.Compression;

namespace Expectations.Storage.Sqlite;

/// <summary>A snapshot as stored: JSON of states repeats itself, so packing saves most of its room.</summary>
/// <param name="Length">Bytes when unpacked.</param>
/// <param name="Brotli">The packed bytes.</param>
internal sealed record PackedSnapshot(int Length, ReadOnlyMemory<byte> Brotli)
{
    const int Fastest = 1;
    const int Window = 18;

    internal static PackedSnapshot Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var length, Fastest, Window)
            ? new(bytes.Length, packed.AsMemory(0, length))
            : throw new InvalidOperationException("A snapshot could not be packed.");
    }

    internal static byte[] Unpack(ReadOnlySpan<byte> brotli, int length)
    {
        var bytes = new byte[length];
        return BrotliDecoder.TryDecompress(brotli, bytes, out var written) && written == length
            ? bytes
            : throw new InvalidDataException("A snapshot is damaged.");
    }
}
