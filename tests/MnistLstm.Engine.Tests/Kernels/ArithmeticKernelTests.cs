using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class ArithmeticKernelTests
{
    private const int Longest = 70;

    [Theory]
    [ClassData(typeof(Widths))]
    public void Dropping_gives_the_scalar_bits_for_every_length_and_place_and_writes_no_more(SimdWidth width)
    {
        for (int count = 0; count <= Longest; count++)
        {
            Assert.Equal(Drop(SimdWidth.Scalar, count, at: count % 19), Drop(width, count, at: count % 19));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void A_dropped_value_is_a_zero_of_its_own_sign(SimdWidth width)
    {
        using Floats x = new(4);
        using Floats output = new(4);
        (x.Pointer[0], x.Pointer[1], x.Pointer[2], x.Pointer[3]) = (-1f, 1f, -3f, 3f);
        byte* kept = stackalloc byte[] { 0b1100, 0, 0, 0 };

        KernelSet.Of(width).Drop(x.Pointer, kept, at: 0, factor: 2f, output.Pointer, count: 4);

        Assert.Equal(
            new[] { -0f, 0f, -6f, 6f }.Select(BitConverter.SingleToUInt32Bits),
            new[] { output.Pointer[0], output.Pointer[1], output.Pointer[2], output.Pointer[3] }.Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Exponentials_have_the_scalar_bits_for_every_length(SimdWidth width)
    {
        for (int count = 0; count <= Longest; count++)
        {
            Assert.Equal(Exp(SimdWidth.Scalar, count), Exp(width, count));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Clamping_has_the_scalar_bits_for_every_length(SimdWidth width)
    {
        for (int count = 0; count <= Longest; count++)
        {
            Assert.Equal(Clamped(SimdWidth.Scalar, count), Clamped(width, count));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Clamping_keeps_what_is_within_the_limits_and_what_is_no_number(SimdWidth width)
    {
        using Floats x = new(8);
        float[] values = [0.5f, -0.5f, 2f, -2f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        values.CopyTo(x.Span);
        KernelSet.Of(width).Clamp(x.Pointer, 0.75f, 8);
        Assert.Equal([0.5f, -0.5f, 0.75f, -0.75f, -0f, float.NaN, 0.75f, -0.75f], x.Span[..8].ToArray());
        Assert.True(float.IsNegative(x.Span[4]));
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Clamped_gradients_have_PyTorch_s_bits(SimdWidth width) => Assert.All(ClippingGolden.Instance.ValueCases, golden =>
    {
        float[] gradient = ClippingGolden.Gradient(golden.Scale);
        using Floats x = new(gradient.Length);
        gradient.CopyTo(x.Span);
        KernelSet.Of(width).Clamp(x.Pointer, (float)golden.ClipValue, gradient.Length);
        Assert.Equal(golden.Sample, gradient.Select((_, i) => i).Where(i => i % 997 == 0).Select(i => x.Pointer[i]));
    });

    [Theory]
    [ClassData(typeof(Widths))]
    public void Packed_columns_are_the_scalar_ones_for_every_number_of_columns(SimdWidth width)
    {
        // Both ways of packing, read back by a product with the unit matrix, from sources that end with their last weight.
        for (int columns = 1; columns <= Longest; columns++)
        {
            Assert.Equal(Packed(SimdWidth.Scalar, columns, transposed: false), Packed(width, columns, transposed: false));
            Assert.Equal(Packed(width, columns, transposed: false), Packed(width, columns, transposed: true));
        }
    }

    private static uint[] Drop(SimdWidth width, int count, int at)
    {
        using Floats x = new(count, seed: 1);
        using Floats output = new(count + 3, seed: 3, room: 0);
        byte* kept = stackalloc byte[((at + count) / 8) + 4];
        new System.Random(count).NextBytes(new Span<byte>(kept, ((at + count) / 8) + 4));
        KernelSet.Of(width).Drop(x.Pointer, kept, at, 1.25f, output.Pointer, count);
        return output.Bits();
    }

    private static uint[] Exp(SimdWidth width, int count)
    {
        using Floats x = new(count, seed: 1);
        using Floats output = new(count);
        KernelSet.Of(width).Exp(x.Pointer, output.Pointer, count);
        return output.Bits();
    }

    private static uint[] Clamped(SimdWidth width, int count)
    {
        using Floats x = new(count, seed: 1);
        KernelSet.Of(width).Clamp(x.Pointer, 0.3f, count);
        return x.Bits();
    }

    private static uint[] Packed(SimdWidth width, int columns, bool transposed)
    {
        const int Depth = 7;
        KernelSet kernels = KernelSet.Of(width);
        using Floats source = new((long)Depth * columns, seed: 1, room: 0);
        using Floats turned = new((long)Depth * columns, room: 0);
        for (int k = 0; k < Depth; k++)
        {
            for (int n = 0; n < columns; n++)
            {
                turned.Pointer[(n * Depth) + k] = source.Pointer[(k * columns) + n];
            }
        }

        using Floats packed = new(KernelSet.PackedLength(Depth, columns));
        if (transposed)
        {
            kernels.PackTransposed(packed.Pointer, Depth, columns, 0, Depth, turned.Pointer, Depth);
        }
        else
        {
            kernels.PackRows(packed.Pointer, Depth, columns, 0, Depth, source.Pointer, columns);
        }

        using Floats unit = new(Depth * Depth, room: 0);
        for (int k = 0; k < Depth; k++)
        {
            unit.Pointer[(k * Depth) + k] = 1;
        }

        int pitch = Engine.Memory.Padding.Of(columns);
        using Floats output = new((long)Depth * pitch);
        Engine.Kernels.Products.Segment segment = new(unit.Pointer, Depth, Depth);
        kernels.Product(new Engine.Kernels.Products.ProductArgs
        {
            Rows = Depth,
            Columns = columns,
            Depth = Depth,
            Segments = &segment,
            SegmentCount = 1,
            Packed = packed.Pointer,
            Output = output.Pointer,
            OutputPitch = pitch,
        });
        return output.Unpadded(Depth, columns);
    }
}
