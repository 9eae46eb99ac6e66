using System.Runtime.InteropServices;
using MnistLstm.Engine.Execution;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>A part of a data set as a file gives it.</summary>
/// <param name="File">The file of the sequences, for messages.</param>
/// <param name="Values">[N, T, I].</param>
/// <param name="Steps">T.</param>
/// <param name="Features">I.</param>
/// <param name="Labels">The labels as they are written, one a sequence; none where there are targets.</param>
internal sealed record RawPart(string File, RawValues Values, int Steps, int Features, IReadOnlyList<string> Labels)
{
    /// <summary>The file of the labels or targets, for messages; that of the sequences where one file holds both.</summary>
    public string LabelFile { get; init; } = File;

    /// <summary>What else its file holds and nobody reads: <c>d.npz also holds subject, age</c>. Null for nothing.</summary>
    public string? Unread { get; init; }

    /// <summary>N.</summary>
    public int Count => Targets?.Count ?? Labels.Count;

    /// <summary>The numbers to predict; null where there are labels.</summary>
    public RealTargets? Targets { get; init; }
}

/// <summary>Values of sequences: bytes or floats.</summary>
internal sealed class RawValues
{
    private readonly byte[]? _bytes;
    private readonly float[]? _floats;

    /// <summary>Bytes.</summary>
    public RawValues(byte[] values) => _bytes = values;

    /// <summary>Floats.</summary>
    public RawValues(float[] values) => _floats = values;

    /// <summary>Whether they are floats.</summary>
    public bool AreFloats => _floats is not null;

    /// <summary>How many there are.</summary>
    public int Length => _floats?.Length ?? _bytes!.Length;

    /// <summary>The bytes of a NumPy file behind its header.</summary>
    public ReadOnlySpan<byte> Stored => _floats is null ? _bytes : MemoryMarshal.AsBytes(_floats.AsSpan());

    /// <summary>The first of the values that is NaN or infinite; -1 for none.</summary>
    public int FirstOdd() => _floats is null ? -1 : Array.FindIndex(_floats, value => !float.IsFinite(value));

    /// <summary>One of the values.</summary>
    public float this[int place] => _floats?[place] ?? _bytes![place];

    /// <summary>Some of the sequences, in the order of their places.</summary>
    /// <param name="places">The places.</param>
    /// <param name="size">Values of a sequence.</param>
    public RawValues Of(IReadOnlyList<int> places,
        int size) => _floats is null ? new RawValues(Taken(_bytes!, places, size)) : new RawValues(Taken(_floats, places, size));

    /// <summary>Channels before steps, [N, I, T], to steps before channels.</summary>
    public RawValues Transposed(int count, int channels, int steps) =>
        _floats is null ? new RawValues(Transposed(_bytes!, count, channels, steps)) : new RawValues(Transposed(_floats, count, channels, steps));

    private static T[] Taken<T>(T[] values, IReadOnlyList<int> places, int size)
    {
        T[] taken = new T[places.Count * size];
        for (int i = 0; i < places.Count; i++)
        {
            Array.Copy(values, places[i] * size, taken, i * size, size);
        }

        return taken;
    }

    private static T[] Transposed<T>(T[] values, int count, int channels, int steps)
    {
        T[] turned = new T[values.Length];
        int size = channels * steps;
        for (int n = 0; n < count; n++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int t = 0; t < steps; t++)
                {
                    turned[(n * size) + (t * channels) + c] = values[(n * size) + (c * steps) + t];
                }
            }
        }

        return turned;
    }
}
