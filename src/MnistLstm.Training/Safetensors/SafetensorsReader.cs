using System.Runtime.InteropServices;

namespace MnistLstm.Training.Safetensors;

/// <summary>Reads safetensors files of float32 tensors. Nothing in a file is believed before it is checked.</summary>
public static class SafetensorsReader
{
    private const string Remedy = "write it again, or get another copy";

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no safetensors file, is cut off, or holds another type than F32.</exception>
    public static SafetensorsFile Read(string path) => Read(path, File.ReadAllBytes(path));

    /// <summary>Reads the content of a file.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">Its bytes; the tensors are parts of them.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static SafetensorsFile Read(string name, byte[] content)
    {
        try
        {
            return Parse(content);
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"{name} is not a usable safetensors file: {error.Message}; {Remedy}", error);
        }
    }

    private static SafetensorsFile Parse(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        TensorHeader header = TensorHeader.Read(stream);
        int start = (int)stream.Position;
        List<SafetensorsTensor> tensors = [];
        foreach (TensorEntry entry in header.Tensors)
        {
            if (entry.Type != TensorEntry.Float32)
            {
                throw new FormatException($"tensor {entry.Name} is of type {entry.Type}, expected {TensorEntry.Float32}");
            }

            ReadOnlyMemory<byte> own = bytes.AsMemory(start, (int)entry.ByteCount);
            tensors.Add(new SafetensorsTensor(entry.Name, entry.Shape, () => MemoryMarshal.Cast<byte, float>(own.Span)));
            start += own.Length;
        }

        return new SafetensorsFile(tensors, new Dictionary<string, string>(header.Metadata, StringComparer.Ordinal));
    }
}
