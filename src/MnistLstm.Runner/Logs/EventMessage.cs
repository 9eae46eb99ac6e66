using System.Buffers.Binary;
using System.Text;

namespace MnistLstm.Runner.Logs;

/// <summary>
/// TensorBoard's Event messages, in protocol buffers' wire form. Three kinds with a handful of fields are written, so they are put together here
/// and not by generated classes. Numbers of fields and types are those of TensorFlow's event.proto, summary.proto and tensor.proto.
/// </summary>
internal static class EventMessage
{
    private const int StringType = 7;

    // Wire types, the low three bits of a field's tag.
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    /// <summary>The first event of every file, without which it is none.</summary>
    public static byte[] Version(double time) => [.. Time(time), .. Text(3, "brain.Event:2")];

    /// <summary>Scalars of a step.</summary>
    public static byte[] Scalars(double time, long step, IReadOnlyList<(string Tag, float Value)> scalars) =>
        [.. Time(time), .. Number(2, step), .. Field(5, [.. scalars.SelectMany(scalar => Field(1, [.. Text(1, scalar.Tag), .. Single(2, scalar.Value)]))])];

    /// <summary>A text in Markdown.</summary>
    public static byte[] Markdown(double time, string tag, string text)
    {
        byte[] tensor = [.. Number(1, StringType), .. Field(2, Field(2, Number(1, 1))), .. Text(8, text)];
        byte[] metadata = Field(1, Text(1, "text"));
        return [.. Time(time), .. Field(5, Field(1, [.. Text(1, tag), .. Field(8, tensor), .. Field(9, metadata)]))];
    }

    /// <summary>A message without its time, which is its first field and no part of what it says.</summary>
    public static ReadOnlySpan<byte> WithoutTime(ReadOnlySpan<byte> message) => message.Length >= 9 && message[0] == Tag(1, Fixed64) ? message[9..] : message;

    private static byte[] Time(double time)
    {
        byte[] field = new byte[9];
        field[0] = Tag(1, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(field.AsSpan(1), time);
        return field;
    }

    private static byte[] Single(int number, float value)
    {
        byte[] field = new byte[5];
        field[0] = Tag(number, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(field.AsSpan(1), value);
        return field;
    }

    private static byte[] Number(int number, long value) => [Tag(number, Varint), .. VarInt((ulong)value)];

    private static byte[] Text(int number, string value) => Field(number, Encoding.UTF8.GetBytes(value));

    private static byte[] Field(int number, byte[] content) => [Tag(number, Bytes), .. VarInt((ulong)content.Length), .. content];

    private static byte Tag(int number, int type) => (byte)((number << 3) | type);

    private static IEnumerable<byte> VarInt(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
