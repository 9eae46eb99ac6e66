using System.Buffers.Binary;
using System.Text;

namespace MnistLstm.Runner.Tests.Logs;

/// <summary>
/// Reads event files from the formats' descriptions alone, sharing nothing with the writer: CRC-32C bit by bit, messages field by field.
/// </summary>
internal static class EventReader
{
    /// <summary>An event.</summary>
    /// <param name="Time">Seconds since 1970.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Version">The file's version, in its first event.</param>
    /// <param name="Scalars">Tag and value of each scalar.</param>
    /// <param name="Text">Tag and text of a text, which says that it is one.</param>
    internal sealed record Event(double Time, long Step, string? Version, IReadOnlyList<(string Tag, float Value)> Scalars, (string Tag, string Text)? Text);

    /// <summary>All events of a file; a wrong check sum, or a byte too many, fails the test.</summary>
    public static IReadOnlyList<Event> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        List<Event> events = [];
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            byte[] message = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(Masked(message), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            events.Add(EventOf(message));
            at += 16 + length;
        }

        return events;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc32C(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u);
    }

    /// <summary>Castagnoli's polynomial, reflected: 0x82F63B78.</summary>
    internal static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static Event EventOf(byte[] message)
    {
        ILookup<int, byte[]> fields = Fields(message);
        byte[][] values = [.. fields[5].SelectMany(summary => Fields(summary)[1])];
        (string, float)[] scalars = [.. values.Select(Fields).Where(value => value[2].Any())
            .Select(value => (Text(value[1]), BinaryPrimitives.ReadSingleLittleEndian(value[2].Single())))];
        (string, string)? text = values.Select(Fields).Where(value => value[8].Any()).Select(value => (Tag: Text(value[1]), Text: TextOf(value)))
            .Cast<(string, string)?>().FirstOrDefault();
        return new Event(
            BinaryPrimitives.ReadDoubleLittleEndian(fields[1].Single()), fields[2].Select(Number).SingleOrDefault(), fields[3].Any() ? Text(fields[3]) : null,
            scalars, text);
    }

    private static string TextOf(ILookup<int, byte[]> value)
    {
        ILookup<int, byte[]> tensor = Fields(value[8].Single());
        Assert.Equal(7, Number(tensor[1].Single()));
        Assert.Equal(1, Number(Fields(Fields(tensor[2].Single())[2].Single())[1].Single()));
        Assert.Equal("text", Text(Fields(Fields(value[9].Single())[1].Single())[1]));
        return Text(tensor[8]);
    }

    private static ILookup<int, byte[]> Fields(byte[] message)
    {
        List<(int Number, byte[] Content)> fields = [];
        for (int at = 0; at < message.Length;)
        {
            (ulong tag, at) = VarInt(message, at);
            int start = at;
            int end;
            switch (tag & 7)
            {
                case 0:
                    (_, end) = VarInt(message, at);
                    break;
                case 1:
                    end = at + 8;
                    break;
                case 5:
                    end = at + 4;
                    break;
                default:
                    Assert.Equal(2UL, tag & 7);
                    (ulong length, start) = VarInt(message, at);
                    end = start + (int)length;
                    break;
            }

            fields.Add(((int)(tag >> 3), message[start..end]));
            at = end;
        }

        return fields.ToLookup(field => field.Number, field => field.Content);
    }

    private static long Number(byte[] varint) => (long)VarInt(varint, 0).Value;

    private static (ulong Value, int End) VarInt(byte[] bytes, int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (value, at);
            }
        }
    }

    private static string Text(IEnumerable<byte[]> field) => Encoding.UTF8.GetString(field.Single());
}
