using System.Buffers.Binary;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MnistLstm.Training.Safetensors;

/// <summary>
/// The header of a safetensors file. The file is eight bytes little-endian length of the header, the header in JSON, padded with spaces to
/// a multiple of eight, then the tensors' bytes in the header's order without gaps. Same input, same bytes.
/// </summary>
/// <param name="Tensors">The tensors, in the order they lie in the file.</param>
/// <param name="Metadata">The text under <c>__metadata__</c>.</param>
public sealed record TensorHeader(IReadOnlyList<TensorEntry> Tensors, IReadOnlyList<KeyValuePair<string, string>> Metadata)
{
    /// <summary>Bytes of the length that a file begins with.</summary>
    internal const int LengthBytes = sizeof(ulong);

    private const string MetadataKey = "__metadata__";

    // JSON within JSON is half as long where a quotation mark is two characters and not six. No browser reads it.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Bytes of all tensors together.</summary>
    public long DataByteCount => Tensors.Sum(tensor => tensor.ByteCount);

    /// <summary>The beginning of the file: the length and the JSON, padded.</summary>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine's numbers are not the file's.</exception>
    public byte[] Format()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("safetensors holds little-endian numbers, which this machine would have to turn round");
        }

        using MemoryStream buffer = new();
        buffer.Write(stackalloc byte[LengthBytes]);
        using (Utf8JsonWriter json = new(buffer, s_plain))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach ((string key, string value) in Metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            WriteTensors(json);
            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        byte[] bytes = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(bytes.Length - LengthBytes));
        return bytes;
    }

    /// <summary>Reads the beginning of a file; the stream is left where the tensors begin.</summary>
    /// <param name="stream">The file, seekable; read from its beginning.</param>
    /// <exception cref="FormatException">It has no such header, or its tensors are not the bytes that follow.</exception>
    public static TensorHeader Read(Stream stream)
    {
        stream.Position = 0;
        byte[] length = new byte[LengthBytes];
        ulong announced =
            stream.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false) == LengthBytes ? BinaryPrimitives.ReadUInt64LittleEndian(length) : 0;
        if (announced == 0 || announced > (ulong)Math.Min(stream.Length - LengthBytes, Array.MaxLength))
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"its {stream.Length} bytes do not hold the header of {announced} bytes it announces"));
        }

        byte[] json = new byte[announced];
        stream.ReadExactly(json);
        return Parse(json, stream.Length - stream.Position);
    }

    /// <summary>Reads what <see cref="Format"/>, or another program, wrote. Nothing in it is believed before it is checked.</summary>
    /// <param name="json">The header's JSON.</param>
    /// <param name="dataLength">The bytes that follow it, all of which must be tensors.</param>
    /// <exception cref="FormatException">It is no such header, or its tensors are not those bytes.</exception>
    public static TensorHeader Parse(ReadOnlyMemory<byte> json, long dataLength)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement, dataLength);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new FormatException($"the header cannot be read: {error.Message}", error);
        }
    }

    private static TensorHeader Read(JsonElement root, long dataLength)
    {
        List<(long Start, TensorEntry Tensor)> tensors = [];
        List<KeyValuePair<string, string>> metadata = [];
        ThrowIfTwice(root);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                ThrowIfTwice(property.Value);
                metadata.AddRange(property.Value.EnumerateObject().Select(
                    text => KeyValuePair.Create(text.Name, text.Value.GetString() ?? throw new FormatException($"metadata {text.Name} is null"))));
                continue;
            }

            TensorEntry tensor = new(
                property.Name,
                property.Value.GetProperty("dtype").GetString() ?? "",
                [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
            if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != tensor.ByteCount)
            {
                throw new FormatException($"tensor {tensor} does not fit its bytes {string.Join(" … ", offsets)}");
            }

            tensors.Add((offsets[0], tensor));
        }

        tensors.Sort((a, b) => a.Start.CompareTo(b.Start));
        long end = 0;
        foreach ((long start, TensorEntry tensor) in tensors)
        {
            end = start == end ? checked(end + tensor.ByteCount) : throw new FormatException($"tensor {tensor.Name} begins at byte {start}, expected {end}");
        }

        return end == dataLength
            ? new TensorHeader([.. tensors.Select(pair => pair.Tensor)], metadata)
            : throw new FormatException($"the tensors end at byte {end}, the data at {dataLength}");
    }

    private static void ThrowIfTwice(JsonElement element)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!names.Add(property.Name))
            {
                throw new FormatException($"the header has {property.Name} twice");
            }
        }
    }

    private void WriteTensors(Utf8JsonWriter json)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { MetadataKey };
        long offset = 0;
        foreach (TensorEntry tensor in Tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"two tensors are called {tensor.Name}");
            }

            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Type);
            WriteNumbers(json, "shape", tensor.Shape.Select(size => (long)size));
            WriteNumbers(json, "data_offsets", [offset, offset + tensor.ByteCount]);
            json.WriteEndObject();
            offset += tensor.ByteCount;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, IEnumerable<long> numbers)
    {
        json.WriteStartArray(key);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
