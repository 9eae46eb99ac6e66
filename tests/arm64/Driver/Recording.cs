using System.Runtime.InteropServices;
using MnistLstm.Engine.Kernels;

/// <summary>
/// What a run left: records of three int32 (step, tensor, number of values) and the float32 values, little-endian, one after another;
/// step 0 opens a training, its "tensor" being the training's number.
/// </summary>
internal static unsafe class Recording
{
    private static FileStream? s_file;

    /// <summary>Runs all trainings on this machine and writes them.</summary>
    public static void Write(string path, SimdWidth width)
    {
        using FileStream file = s_file = File.Create(path);
        for (int training = 0; training < Training.Count; training++)
        {
            Append(0, training, []);
            Training.Number(training).Run(width, &Record);
        }
    }

    /// <summary>The records of a file, in order.</summary>
    /// <exception cref="InvalidDataException">The file ends within a record.</exception>
    public static IEnumerable<(int Step, int Tensor, float[] Values)> Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        int[] head = new int[3];
        while (file.Position < file.Length)
        {
            Fill(file, MemoryMarshal.AsBytes(head.AsSpan()));
            float[] values = new float[head[2]];
            Fill(file, MemoryMarshal.AsBytes(values.AsSpan()));
            yield return (head[0], head[1], values);
        }
    }

    [UnmanagedCallersOnly]
    private static void Record(int step, int tensor, float* values, int count) => Append(step, tensor, new ReadOnlySpan<float>(values, count));

    private static void Append(int step, int tensor, ReadOnlySpan<float> values)
    {
        ReadOnlySpan<int> head = [step, tensor, values.Length];
        s_file!.Write(MemoryMarshal.AsBytes(head));
        s_file.Write(MemoryMarshal.AsBytes(values));
    }

    private static void Fill(FileStream file, Span<byte> bytes)
    {
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException($"{file.Name}: a record is cut short at byte {file.Length}; was its writer stopped?");
        }
    }
}
