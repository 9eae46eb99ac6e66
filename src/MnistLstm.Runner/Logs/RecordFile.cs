using System.Buffers.Binary;
using System.Numerics;

namespace MnistLstm.Runner.Logs;

/// <summary>
/// Records one after the other, as TensorFlow's TFRecord files have them: the length (8 bytes), its check sum (4), the content, its check sum (4),
/// all little-endian. The check sum is CRC-32C, turned by 15 bits and shifted by a constant, so that one taken over another is no trouble.
/// </summary>
internal static class RecordFile
{
    private const int Head = sizeof(long) + sizeof(uint);
    private const int Foot = sizeof(uint);

    /// <summary>A record's bytes.</summary>
    public static byte[] Record(ReadOnlySpan<byte> content)
    {
        byte[] record = new byte[Head + content.Length + Foot];
        BinaryPrimitives.WriteInt64LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(long)), Masked(record.AsSpan(0, sizeof(long))));
        content.CopyTo(record.AsSpan(Head));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(Head + content.Length), Masked(content));
        return record;
    }

    /// <summary>The whole records of a file from its start, each with the place behind it; a damaged one, or one that was cut off, ends them.</summary>
    public static IEnumerable<(byte[] Content, int End)> Read(byte[] file)
    {
        int at = 0;
        while (file.Length - at >= Head + Foot)
        {
            long length = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            if (Masked(file.AsSpan(at, sizeof(long))) != Sum(file, at + sizeof(long)) || length < 0 || length > file.Length - at - Head - Foot)
            {
                yield break;
            }

            byte[] content = file.AsSpan(at + Head, (int)length).ToArray();
            at += Head + content.Length + Foot;
            if (Masked(content) != Sum(file, at - Foot))
            {
                yield break;
            }

            yield return (content, at);
        }
    }

    private static uint Sum(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
