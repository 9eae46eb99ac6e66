using System.Buffers.Binary;
using System.IO.Hashing;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>
/// Images of a data set as PNG, within the page. They are stored and not compressed: a compressor's bytes may change with the machine, and
/// the page's must not.
/// </summary>
internal static class GreyPng
{
    private static readonly byte[] s_signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // A block that is not compressed holds no more.
    private const int MostBytes = ushort.MaxValue;

    /// <summary>A sample of the data as a <c>data:</c> address: a row a step; floats from their least (black) to their greatest (white). As many steps as a
    /// block holds.</summary>
    public static string Address(SequenceSet set, int index)
    {
        byte[] grey = set.Values == DatasetValues.Bytes ? set.Image(index).ToArray() : Scaled(set.Sequence(index));
        int rows = Math.Min(set.Steps, MostBytes / (set.Features + 1));
        return "data:image/png;base64," + Convert.ToBase64String(Bytes(grey.AsSpan(0, rows * set.Features), set.Features, rows));
    }

    private static byte[] Scaled(float[] values)
    {
        (double least, double greatest) = (values.Min(), values.Max());
        return [.. values.Select(value => greatest > least ? (byte)Math.Round(255 * (value - least) / (greatest - least)) : (byte)0)];
    }

    /// <summary>The PNG of grey values, row by row.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> grey, int width, int height)
    {
        // Each row begins with its filter: none.
        byte[] rows = new byte[height * (width + 1)];
        for (int row = 0; row < height; row++)
        {
            grey.Slice(row * width, width).CopyTo(rows.AsSpan((row * (width + 1)) + 1));
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits; the zeros behind it are: grey, deflate, the usual filters, not interlaced
        return [.. s_signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, Stored(rows)), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A zlib stream of one block that is not compressed (RFC 1950, RFC 1951).</summary>
    private static byte[] Stored(byte[] data)
    {
        ushort length = checked((ushort)data.Length);
        byte[] stream = new byte[data.Length + 11];
        (stream[0], stream[1], stream[2]) = (0x78, 0x01, 0x01);
        BinaryPrimitives.WriteUInt16LittleEndian(stream.AsSpan(3), length);
        BinaryPrimitives.WriteUInt16LittleEndian(stream.AsSpan(5), (ushort)~length);
        data.CopyTo(stream, 7);
        BinaryPrimitives.WriteUInt32BigEndian(stream.AsSpan(data.Length + 7), Adler32(data));
        return stream;
    }

    private static uint Adler32(byte[] data)
    {
        const uint Modulus = 65521;
        (uint a, uint b) = (1, 0);
        foreach (byte value in data)
        {
            a = (a + value) % Modulus;
            b = (b + a) % Modulus;
        }

        return (b << 16) | a;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc32.HashToUInt32(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }
}
