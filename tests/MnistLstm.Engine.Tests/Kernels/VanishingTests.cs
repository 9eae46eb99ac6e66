using System.Globalization;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Tests.Golden;
using MnistLstm.Engine.Tests.PyTorch;

namespace MnistLstm.Engine.Tests.Kernels;

/// <summary>
/// Gradients that have vanished, or nearly, on the way around the processor's own slow products: against the scalar kernels, which take the processor's.
/// </summary>
public sealed unsafe class VanishingTests
{
    private const int Rows = 23;

    static VanishingTests() => Magnitudes.SmallestAreSlow = true;

    /// <summary>Widths, and the power of two of the largest gradients: from far above the smallest floats (2^-126 to 2^-149) to below their last.</summary>
    public static IEnumerable<object[]> Cases =>
        from width in new[] { SimdWidth.Vector128, SimdWidth.Vector256, SimdWidth.Vector512 }
        from power in new[] { -80, -100, -104, -110, -116, -120, -122, -124, -125, -126, -127, -128, -130, -134, -138, -141, -144, -146, -147, -148, -149 }
        select new object[] { width, power };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Products_have_the_scalar_bits(SimdWidth width, int power)
    {
        foreach ((int depth, int columns) in new[] { (300, 70), (17, 5), (256, 64) })
        {
            foreach (bool start in new[] { false, true })
            {
                Assert.Equal(Product(SimdWidth.Scalar, power, depth, columns, start), Product(width, power, depth, columns, start));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weight_gradients_have_the_scalar_bits(SimdWidth width, int power)
    {
        foreach ((int j, int columns) in new[] { (37, 70), (64, 1), (5, 130), (1, 1), (16, 64) })
        {
            Assert.Equal(Gradient(SimdWidth.Scalar, power, j, columns), Gradient(width, power, j, columns));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cells_have_the_scalar_bits(SimdWidth width, int power)
    {
        foreach (int hidden in new[] { 1, 20, 48 })
        {
            Assert.Equal(Lstm(SimdWidth.Scalar, power, hidden), Lstm(width, power, hidden));
            Assert.Equal(Gru(SimdWidth.Scalar, power, hidden), Gru(width, power, hidden));
            Assert.Equal(Rnn(SimdWidth.Scalar, power, hidden), Rnn(width, power, hidden));
        }
    }

    [Theory]
    [InlineData("lstm", 1, false, 1f)]
    [InlineData("lstm", 2, true, 1f)]
    [InlineData("lstm", 1, false, 4f)]
    [InlineData("gru", 1, false, 1f)]
    [InlineData("gru", 2, false, 2f)]
    [InlineData("rnn", 1, false, 1f)]
    public void Long_sequences_have_the_same_gradients_of_weights_however_they_are_run(string cell, int layers, bool bidirectional, float gain)
    {
        GoldenSetup setup = GradientGolden.Cases.First(golden => golden.Stack == null) with
        {
            Cell = cell, HiddenSize = 20, Layers = layers, Bidirectional = bidirectional, InputSize = 2, Steps = 500, BatchSize = 13, Gain = gain,
        };
        string expected = Hash(setup, new ExecutionOptions(1, SimdWidth.Scalar));
        foreach (SimdWidth width in new[] { SimdWidth.Vector128, SimdWidth.Vector256, SimdWidth.Vector512 })
        {
            Assert.Equal((width, expected), (width, Hash(setup, new ExecutionOptions(1, width))));
            Assert.Equal((width, expected), (width, Hash(setup, new ExecutionOptions(3, width))));
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    [InlineData(1e30f)]
    public void A_weight_that_is_no_small_number_is_multiplied_as_ever(float weight)
    {
        uint[] expected = Product(SimdWidth.Scalar, -140, 40, 33, start: false, weight);

        Assert.Equal(expected, Product(SimdWidth.Vector512, -140, 40, 33, start: false, weight));
        Assert.Equal(
            Product(SimdWidth.Scalar, zeros: true, weight), Product(SimdWidth.Vector512, zeros: true, weight));
    }

    [Theory]
    [InlineData(SimdWidth.Vector128)]
    [InlineData(SimdWidth.Vector256)]
    [InlineData(SimdWidth.Vector512)]
    public void Sums_of_which_next_to_nothing_is_left_have_the_scalar_bits(SimdWidth width)
    {
        for (int power = -125; power < -96; power++)
        {
            foreach (int steps in new[] { 1, 3, 40 })
            {
                Assert.Equal((power, Cancelling(SimdWidth.Scalar, power, steps)), (power, Cancelling(width, power, steps)));
            }
        }
    }

    private static string Hash(GoldenSetup setup, ExecutionOptions options)
    {
        using EngineBatches engine = new(setup, options);
        engine.Train();
        return engine.Sha256();
    }

    private static uint[] Product(SimdWidth width, bool zeros, float weight) => Product(width, zeros ? -400 : -140, 40, 33, start: false, weight);

    // 2^power - (1 - ε)(1 + ε)·2^power leaves ε²·2^power, which is less than the last bit of either; what is added then is among the smallest floats.
    private static string Cancelling(SimdWidth width, int power, int steps)
    {
        const int Depth = 120;
        const int Columns = 40;
        using NativeBuffer left = VanishedGradients.Of(Rows * Depth, -127, seed: steps);
        using Floats right = new(Depth * Columns, seed: 2, room: 0);
        float epsilon = MathF.ScaleB(1f, -23);
        for (int k = 0; k + 1 < Depth; k += 2 * steps)
        {
            for (int n = 0; n < Rows; n++)
            {
                float sign = n % 2 == 0 ? 1f : -1f;
                left.Pointer[(n * Depth) + k] = MathF.ScaleB(sign, power);
                left.Pointer[(n * Depth) + k + 1] = MathF.ScaleB(-sign * (1 - (n * epsilon)), power);
            }

            new Span<float>(right.Pointer + (k * Columns), Columns).Fill(1f);
            for (int n = 0; n < Columns; n++)
            {
                right.Pointer[((k + 1) * Columns) + n] = 1 + (n * epsilon);
            }
        }

        return string.Join(' ', Product(width, left, right, Depth, Columns).Select(bits => bits.ToString("x8", CultureInfo.InvariantCulture)));
    }

    private static uint[] Product(SimdWidth width, int power, int depth, int columns, bool start, float? oddWeight = null)
    {
        using NativeBuffer left = VanishedGradients.Of((long)Rows * depth, power, seed: 1);
        using Floats right = new((long)depth * columns, seed: 2, room: 0);
        using NativeBuffer starts = VanishedGradients.Of((long)Rows * Padding.Of(columns), power, seed: 3);
        right.Pointer[7] = oddWeight ?? right.Pointer[7];
        return Product(width, left, right, depth, columns, start ? starts.Pointer : null);
    }

    private static uint[] Product(SimdWidth width, NativeBuffer left, Floats right, int depth, int columns, float* start = null)
    {
        KernelSet kernels = KernelSet.Of(width);
        int pitch = Padding.Of(columns);
        using NativeBuffer packed = new(KernelSet.PackedLength(depth, columns));
        using NativeBuffer output = new((long)Rows * pitch);
        kernels.PackRows(packed.Pointer, depth, columns, 0, depth, right.Pointer, columns);
        Segment segment = new(left.Pointer, depth, depth);
        kernels.Product(new ProductArgs
        {
            Rows = Rows,
            Columns = columns,
            Depth = depth,
            Segments = &segment,
            SegmentCount = 1,
            Packed = packed.Pointer,
            Start = start,
            StartPitch = pitch,
            MayVanish = true,
            Output = output.Pointer,
            OutputPitch = pitch,
        });
        return Bits(output, Rows, columns, pitch);
    }

    // The sums begin at +0, so that not even the sign of a zero may differ.
    private static uint[] Gradient(SimdWidth width, int power, int j, int columns)
    {
        const int All = 300;
        using NativeBuffer d = VanishedGradients.Of(All * (long)Padding.Of(j), power, seed: 1);
        using Floats x = new(All * (long)Padding.Of(columns), seed: 2);
        using NativeBuffer scratch = new(GradientBlocks.Scratch(j, columns));
        using NativeBuffer output = new((long)j * columns);

        // Some blocks have vanished, some not.
        for (int n = 0; n < 96 * Padding.Of(j); n++)
        {
            d.Pointer[n] *= 1e20f;
        }

        GradientArgs args = VanishedGradients.Product(All, d, j, x, columns, output, scratch);
        KernelSet.Of(width).Gradients(&args, 1);
        return [.. output.Span(j * columns).ToArray().Select(BitConverter.SingleToUInt32Bits)];
    }

    private static uint[] Lstm(SimdWidth width, int power, int hidden)
    {
        int padded = Padding.Of(hidden);
        using NativeBuffer dh = VanishedGradients.Of(Rows * padded, power, seed: 1);
        using NativeBuffer dc = VanishedGradients.Of(Rows * padded, power, seed: 2);
        using Floats gates = new(Rows * 4 * padded, seed: 3);
        using Floats tanhCell = new(Rows * padded, seed: 4);
        using Floats previous = new(Rows * padded, seed: 5);
        KernelSet.Of(width).LstmBackward(VanishedGradients.Lstm(Rows, hidden, dh, dc, gates, tanhCell, previous));
        return [.. Bits(gates.Pointer, Rows * 4, hidden, padded), .. Bits(dc, Rows, hidden, padded)];
    }

    private static uint[] Gru(SimdWidth width, int power, int hidden)
    {
        int padded = Padding.Of(hidden);
        using NativeBuffer dh = VanishedGradients.Of(Rows * padded, power, seed: 1);
        using NativeBuffer asked = VanishedGradients.Of(Rows * padded, power, seed: 2);
        using Floats gates = new(Rows * 4 * padded, seed: 3);
        using Floats previous = new(Rows * padded, seed: 5);
        using NativeBuffer carry = new(Rows * padded);
        KernelSet.Of(width).GruBackward(new GruBackwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            HiddenGradient = dh.Pointer,
            HiddenGradientPitch = padded,
            Gates = gates.Pointer,
            GatesPitch = 4 * padded,
            PreviousHidden = previous.Pointer,
            PreviousHiddenPitch = padded,
            PreviousAsked = asked.Pointer,
            PreviousAskedPitch = padded,
            Carry = carry.Pointer,
        });
        return [.. Bits(gates.Pointer, Rows * 4, hidden, padded), .. Bits(carry, Rows, hidden, padded)];
    }

    private static uint[] Rnn(SimdWidth width, int power, int hidden)
    {
        int padded = Padding.Of(hidden);
        using NativeBuffer dh = VanishedGradients.Of(Rows * padded, power, seed: 1);
        using Floats h = new(Rows * padded, seed: 2);
        using NativeBuffer gates = new(Rows * padded);
        KernelSet.Of(width).RnnBackward(new RnnBackwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            HiddenGradient = dh.Pointer,
            HiddenGradientPitch = padded,
            Hidden = h.Pointer,
            HiddenPitch = padded,
            Gates = gates.Pointer,
            GatesPitch = padded,
        });
        return Bits(gates, Rows, hidden, padded);
    }

    private static uint[] Bits(NativeBuffer values, int rows, int count, int pitch) => Bits(values.Pointer, rows, count, pitch);

    // A zero is a zero here, whatever its sign; and a number that is none is none.
    private static uint[] Bits(float* values, int rows, int count, int pitch)
    {
        uint[] bits = new uint[rows * count];
        for (int n = 0; n < bits.Length; n++)
        {
            float value = values[(n / count * pitch) + (n % count)];
            bits[n] = value == 0 ? 0 : float.IsNaN(value) ? uint.MaxValue : BitConverter.SingleToUInt32Bits(value);
        }

        return bits;
    }
}
