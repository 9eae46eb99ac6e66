using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// Writes the safetensors format: eight bytes little-endian length of the header, the header in JSON, padded with spaces to a multiple of
/// eight, then the tensors' bytes in the header's order without gaps. Same input, same bytes.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Writes tensors of float32.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, in the order they are to lie in the file.</param>
    /// <param name="metadata">Text about the file, under <c>__metadata__</c>.</param>
    /// <exception cref="ArgumentException">A tensor's values are not as many as its shape says, or two have one name.</exception>
    public static void Write(Stream stream, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("safetensors holds little-endian floats, which this machine would have to turn round");
        }

        byte[] header = Header(tensors, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (SafetensorsTensor tensor in tensors)
        {
            stream.Write(MemoryMarshal.AsBytes(tensor.Values()));
        }
    }

    private static byte[] Header(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsReader.MetadataKey);
            foreach ((string key, string value) in metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            WriteTensors(json, tensors);
            json.WriteEndObject();
        }

        byte[] header = buffer.ToArray();
        int padded = (header.Length + 7) / 8 * 8;
        return [.. header, .. Encoding.ASCII.GetBytes(new string(' ', padded - header.Length))];
    }

    private static void WriteTensors(Utf8JsonWriter json, IReadOnlyList<SafetensorsTensor> tensors)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { SafetensorsReader.MetadataKey };
        long offset = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            long count = tensor.Shape.Aggregate(1L, (product, size) => checked(product * size));
            int got = tensor.Values().Length;
            if (got != count)
            {
                throw new ArgumentException($"tensor {tensor.Name} [{string.Join(", ", tensor.Shape)}] needs {count} values, got {got}", nameof(tensors));
            }

            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"two tensors are called {tensor.Name}", nameof(tensors));
            }

            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", "F32");
            WriteNumbers(json, "shape", tensor.Shape.Select(size => (long)size));
            WriteNumbers(json, "data_offsets", [offset, offset + (count * sizeof(float))]);
            json.WriteEndObject();
            offset += count * sizeof(float);
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
