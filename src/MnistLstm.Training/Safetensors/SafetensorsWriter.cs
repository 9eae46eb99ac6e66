using System.Runtime.InteropServices;

namespace MnistLstm.Training.Safetensors;

/// <summary>Writes tensors of float32 as a safetensors file; <see cref="TensorHeader"/> says what that is. Same input, same bytes.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes tensors.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, in the order they are to lie in the file.</param>
    /// <param name="metadata">Text about the file, under <c>__metadata__</c>.</param>
    /// <exception cref="ArgumentException">A tensor's values are not as many as its shape says, or two have one name.</exception>
    public static void Write(Stream stream, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        stream.Write(new TensorHeader([.. tensors.Select(Entry)], metadata).Format());
        foreach (SafetensorsTensor tensor in tensors)
        {
            stream.Write(MemoryMarshal.AsBytes(tensor.Values()));
        }
    }

    private static TensorEntry Entry(SafetensorsTensor tensor)
    {
        TensorEntry entry = new(tensor.Name, TensorEntry.Float32, tensor.Shape);
        int got = tensor.Values().Length;
        return got == entry.Count
            ? entry
            : throw new ArgumentException($"tensor {tensor.Name} [{string.Join(", ", tensor.Shape)}] needs {entry.Count} values, got {got}", nameof(tensor));
    }
}
