using System.Runtime.Intrinsics;

namespace MnistLstm.Engine.Execution;

/// <summary>Sequences of bytes, read as value / 255 as torchvision's <c>ToTensor</c> does.</summary>
public sealed class ByteSequences : ArraySequences<byte>
{
    /// <summary>Sequences with classes.</summary>
    /// <param name="values">[N, T, I]; not copied.</param>
    /// <param name="labels">[N]; not copied.</param>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a size is below 1.</exception>
    public ByteSequences(byte[] values, int[] labels, int steps, int inputSize)
        : base(values, labels, steps, inputSize)
    {
    }

    /// <summary>Sequences with real targets.</summary>
    /// <param name="values">[N, T, I]; not copied.</param>
    /// <param name="targets">[N, K]; not copied.</param>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a size is below 1.</exception>
    public ByteSequences(byte[] values, RealTargets targets, int steps, int inputSize)
        : base(values, targets, steps, inputSize)
    {
    }

    /// <summary>Sequences with labels of few classes.</summary>
    /// <param name="values">[N, T, I]; not copied.</param>
    /// <param name="labels">[N]; copied.</param>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a size is below 1.</exception>
    public ByteSequences(byte[] values, byte[] labels, int steps, int inputSize)
        : this(values, Widened(labels), steps, inputSize)
    {
    }

    private static readonly float[] s_scaled = Scale();

    /// <inheritdoc/>
    public override void CopyStep(int sequence, int step, Span<float> values)
    {
        ReadOnlySpan<byte> bytes = Step(sequence, step);
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i + Vector128<byte>.Count <= bytes.Length; i += Vector128<byte>.Count)
            {
                ScaleSixteen(bytes[i..], values[i..]);
            }

            // What is left, some of it a second time.
            if (i < bytes.Length && bytes.Length >= Vector128<byte>.Count)
            {
                i = bytes.Length - Vector128<byte>.Count;
                ScaleSixteen(bytes[i..], values[i..]);
                return;
            }
        }

        float[] scaled = s_scaled;
        for (; i < bytes.Length; i++)
        {
            values[i] = scaled[bytes[i]];
        }
    }

    private static void ScaleSixteen(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(bytes));
        ScaleEight(low, values);
        ScaleEight(high, values[8..]);

        // 1/255 in two parts, the first so short that a byte's product with it is exact: for all 256 bytes the sum is the quotient, rounded once.
        static void ScaleEight(Vector128<ushort> eight, Span<float> values)
        {
            const double First = 257.0 / 65536;
            Vector256<float> whole = Vector256.ConvertToSingle(Vector256.WidenLower(eight.ToVector256Unsafe()).AsInt32());
            ((whole * (float)First) + (whole * (float)((1 / 255.0) - First))).CopyTo(values);
        }
    }

    private static float[] Scale()
    {
        float[] scaled = new float[256];
        for (int value = 0; value < scaled.Length; value++)
        {
            scaled[value] = value / 255f;
        }

        return scaled;
    }
}
