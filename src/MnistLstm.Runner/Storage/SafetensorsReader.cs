using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MnistLstm.Runner.Storage;

/// <summary>Reads safetensors files of float32 tensors. Nothing in a file is believed before it is checked.</summary>
public static class SafetensorsReader
{
    internal const string MetadataKey = "__metadata__";

    private const int LengthBytes = sizeof(ulong);
    private const string Remedy = "write it again, or get another copy";

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="InvalidDataException">It is no safetensors file, is cut off, or holds another type than F32.</exception>
    public static SafetensorsFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            return Parse(bytes);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidDataException($"{path} is not a usable safetensors file: {error.Message}; {Remedy}", error);
        }
    }

    private static SafetensorsFile Parse(byte[] bytes)
    {
        ulong headerLength = bytes.Length >= LengthBytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;
        if (headerLength is 0 || headerLength > (ulong)(bytes.Length - LengthBytes))
        {
            throw new FormatException($"its {bytes.Length} bytes do not hold the header of {headerLength} bytes it announces");
        }

        int dataStart = LengthBytes + (int)headerLength;
        using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(LengthBytes, (int)headerLength));
        List<(long Start, SafetensorsTensor Tensor)> tensors = [];
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach (JsonProperty property in header.RootElement.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (JsonProperty text in property.Value.EnumerateObject())
                {
                    metadata[text.Name] = text.Value.GetString() ?? throw new FormatException($"metadata {text.Name} is null");
                }
            }
            else
            {
                tensors.Add(Tensor(property.Name, property.Value, bytes.AsMemory(dataStart)));
            }
        }

        tensors.Sort((a, b) => a.Start.CompareTo(b.Start));
        CheckGapless(tensors, bytes.Length - dataStart);
        return new SafetensorsFile([.. tensors.Select(t => t.Tensor)], metadata);
    }

    private static (long Start, SafetensorsTensor Tensor) Tensor(string name, JsonElement entry, ReadOnlyMemory<byte> data)
    {
        string? type = entry.GetProperty("dtype").GetString();
        if (type != "F32")
        {
            throw new FormatException($"tensor {name} is of type {type}, expected F32");
        }

        int[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        long[] offsets = [.. entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        long count = shape.Aggregate(1L, (product, size) => size < 0 ? throw new FormatException($"tensor {name} has a negative size") : checked(product * size));
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] > data.Length || offsets[1] - offsets[0] != checked(count * sizeof(float)))
        {
            throw new FormatException($"tensor {name} [{string.Join(", ", shape)}] does not fit its bytes {string.Join(" … ", offsets)} of {data.Length}");
        }

        ReadOnlyMemory<byte> own = data.Slice((int)offsets[0], (int)(offsets[1] - offsets[0]));
        return (offsets[0], new SafetensorsTensor(name, shape, () => MemoryMarshal.Cast<byte, float>(own.Span)));
    }

    private static void CheckGapless(List<(long Start, SafetensorsTensor Tensor)> tensors, long dataLength)
    {
        long end = 0;
        foreach ((long start, SafetensorsTensor tensor) in tensors)
        {
            if (start != end)
            {
                throw new FormatException($"tensor {tensor.Name} begins at byte {start}, expected {end}");
            }

            end = start + ((long)tensor.Values().Length * sizeof(float));
        }

        if (end != dataLength)
        {
            throw new FormatException($"the tensors end at byte {end}, the data at {dataLength}");
        }
    }
}
