using System.Runtime.InteropServices;
using MnistLstm.Engine.Random;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Training.Checkpoints;

/// <summary>The tensors of a file whose header has been read.</summary>
internal sealed class TensorData
{
    private readonly Dictionary<string, (TensorEntry Entry, long Start)> _tensors = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Stream _stream;

    /// <param name="header">The header.</param>
    /// <param name="stream">The file, at the end of its header.</param>
    public TensorData(TensorHeader header, Stream stream)
    {
        _stream = stream;
        long start = stream.Position;
        foreach (TensorEntry tensor in header.Tensors)
        {
            _tensors.Add(tensor.Name, (tensor, start));
            _names.Add(tensor.Name);
            start += tensor.ByteCount;
        }
    }

    /// <summary>The tensors whose names begin so, in the file's order, with what follows in their names.</summary>
    public IEnumerable<(string Name, TensorEntry Entry)> Names(string prefix) => _names
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(name => (name[prefix.Length..], Find(name, TensorEntry.Float32)));

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="FormatException">There is none, or it is of another type.</exception>
    public TensorEntry Find(string name, string type) => _tensors.TryGetValue(name, out (TensorEntry Entry, long Start) found) && found.Entry.Type == type
        ? found.Entry
        : throw new FormatException($"it has no tensor {name} of type {type}");

    /// <summary>The values of tensors, one after the other.</summary>
    public float[] Floats(IReadOnlyList<TensorEntry> tensors)
    {
        float[] values = new float[tensors.Sum(tensor => tensor.Count)];
        int offset = 0;
        foreach (TensorEntry tensor in tensors)
        {
            Span<float> own = values.AsSpan(offset, checked((int)tensor.Count));
            Fill(tensor, MemoryMarshal.AsBytes(own));
            offset += own.Length;
        }

        return values;
    }

    /// <summary>The bytes of a tensor.</summary>
    public byte[] Bytes(TensorEntry tensor)
    {
        byte[] bytes = new byte[tensor.ByteCount];
        Fill(tensor, bytes);
        return bytes;
    }

    /// <summary>A state of the generator; null when the file has none of that name.</summary>
    /// <exception cref="ArgumentException">No generator comes to that state.</exception>
    public Mt19937State? Generator(string name)
    {
        if (!_tensors.ContainsKey(name))
        {
            return null;
        }

        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(Bytes(Find(name, TensorEntry.UInt32)));
        return new Mt19937State(words.IsEmpty ? words : words[..^1], words.IsEmpty ? 0 : checked((int)words[^1]));
    }

    private void Fill(TensorEntry tensor, Span<byte> bytes)
    {
        _stream.Position = _tensors[tensor.Name].Start;
        _stream.ReadExactly(bytes);
    }
}
