using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Expectations.Letters.Html;

namespace Expectations.Letters.Pictures;

/// <summary>Packs a picture drawn in one channel as PNG of sixteen colours.</summary>
static class PalettePng
{
    const int White = 8;
    const ulong EightWhite = 0x8888888888888888;
    const uint EightWhitePacked = 0x88888888;

    static readonly Rgb Paper = new(255, 255, 255);
    static readonly Rgb Ink = new(0x17, 0x21, 0x2b);
    static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n => CrcOf((uint)n))];

    /// <summary>The sixteen colours: ink, its tints up to white, and on to the colour.</summary>
    internal static byte[] Tints(Rgb colour) =>
    [
        .. Enumerable.Range(0, 16)
            .Select(i => i < White ? Paper.Mix(Ink, (White - i) / 8.0) : Paper.Mix(colour, (i - White) / 7.0))
            .SelectMany(c => new[] { c.R, c.G, c.B }),
    ];

    /// <summary>The PNG: each pixel's upper four bits choose its colour.</summary>
    internal static byte[] Write(
        ReadOnlySpan<byte> pixels, int rowBytes, int width, int height, byte[] palette)
    {
        using var png = new MemoryStream(16 * 1024);
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 4; // bits a pixel
        header[9] = 3; // colours by palette
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "PLTE"u8, palette);
        Chunk(png, "IDAT"u8, Packed(pixels, rowBytes, width, height));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    static ReadOnlySpan<byte> Packed(ReadOnlySpan<byte> pixels, int rowBytes, int width, int height)
    {
        var packed = new MemoryStream(16 * 1024);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + ((width + 1) / 2)]; // the first byte says: not filtered
            for (var y = 0; y < height; y++)
            {
                PackRow(pixels.Slice(y * rowBytes, width), row.AsSpan(1));
                zlib.Write(row);
            }
        }
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    // Most of a picture is paper, so eight pixels of it are done at once.
    static void PackRow(ReadOnlySpan<byte> pixels, Span<byte> row)
    {
        var x = 0;
        for (; x + 8 <= pixels.Length; x += 8)
        {
            if (MemoryMarshal.Read<ulong>(pixels[x..]) == EightWhite)
                MemoryMarshal.Write(row[(x / 2)..], EightWhitePacked);
            else
                PackPairs(pixels.Slice(x, 8), row[(x / 2)..]);
        }
        PackPairs(pixels[x..], row[(x / 2)..]);
    }

    static void PackPairs(ReadOnlySpan<byte> pixels, Span<byte> row)
    {
        for (var x = 0; x < pixels.Length; x += 2)
            row[x / 2] = (byte)((pixels[x] & 0xf0) | (x + 1 < pixels.Length ? pixels[x + 1] >> 4 : 0));
    }

    static void Chunk(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, name), data));
        png.Write(number);
    }

    static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    static uint CrcOf(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : 0xedb88320 ^ (value >> 1);
        return value;
    }
}
