namespace MnistLstm.Engine.Execution;

/// <summary>What sequences are to be mapped to where that is no class: K numbers a sequence.</summary>
public sealed class RealTargets
{
    /// <summary>Takes over an array.</summary>
    /// <param name="values">[N, K].</param>
    /// <param name="width">K.</param>
    /// <exception cref="ArgumentException">No whole number of sequences.</exception>
    public RealTargets(float[] values, int width)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0)
        {
            throw new ArgumentException($"{values.Length} numbers are no whole number of sequences with {width} targets each", nameof(values));
        }

        (Values, Width) = (values, width);
    }

    /// <summary>[N, K].</summary>
    public float[] Values { get; }

    /// <summary>K, the numbers of a sequence.</summary>
    public int Width { get; }

    /// <summary>N.</summary>
    public int Count => Values.Length / Width;

    /// <summary>The targets of a sequence, [K].</summary>
    public ReadOnlySpan<float> Of(int sequence) => Values.AsSpan(sequence * Width, Width);

    /// <summary>One of the targets of all sequences, copied.</summary>
    public RealTargets Column(int target) => new([.. Enumerable.Range(0, Count).Select(sequence => Values[(sequence * Width) + target])], 1);

    /// <summary>Those of some sequences that stand together, copied.</summary>
    public RealTargets Slice(int first, int count) => new(Values[(first * Width)..((first + count) * Width)], Width);
}
