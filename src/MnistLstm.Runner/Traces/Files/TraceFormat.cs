using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Traces.Files;

/// <summary>
/// What trace files, step files and the two ends of a pipe have in common: eight bytes that name the kind and its version, then blocks of
/// JSON, each after its length (int32). All numbers are little-endian.
/// </summary>
internal static class TraceFormat
{
    /// <summary>Bytes of the name at the beginning.</summary>
    public const int MagicBytes = 8;

    private const int MaxBlock = 1 << 24;

    /// <summary>Begins a trace. The last byte is the version.</summary>
    public static ReadOnlySpan<byte> TraceMagic => "LSTMTRC1"u8;

    /// <summary>Begins a step file. The last byte is the version.</summary>
    public static ReadOnlySpan<byte> StepMagic => "LSTMSTP1"u8;

    /// <summary>A block as it is written.</summary>
    public static byte[] Block<T>(T value, JsonTypeInfo<T> type)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        byte[] block = new byte[sizeof(int) + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(block, json.Length);
        json.CopyTo(block.AsSpan(sizeof(int)));
        return block;
    }

    /// <summary>Reads a block.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="type">What is in it.</param>
    /// <param name="raw">Receives the block as it stands, its length included.</param>
    /// <exception cref="EndOfStreamException">The stream ended within it.</exception>
    /// <exception cref="InvalidDataException">It is no such block.</exception>
    public static T ReadBlock<T>(Stream stream, JsonTypeInfo<T> type, out byte[] raw)
        where T : class
    {
        byte[] length = new byte[sizeof(int)];
        stream.ReadExactly(length);
        int bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (bytes is < 0 or > MaxBlock)
        {
            throw new InvalidDataException($"a block claims {bytes} bytes");
        }

        byte[] json = new byte[bytes];
        stream.ReadExactly(json);
        raw = [.. length, .. json];
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException("a block is empty");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // A half of a surrogate pair in a text is no JsonException.
            throw new InvalidDataException(JsonFault.Words(error), error);
        }
    }

    /// <summary>True when the beginnings are of the same kind, whatever their versions.</summary>
    public static bool SameKind(ReadOnlySpan<byte> beginning, ReadOnlySpan<byte> magic) => beginning[..^1].SequenceEqual(magic[..^1]);
}
