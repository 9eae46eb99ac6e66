using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class SumOfSquaresTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_length_gives_the_scalar_bits(SimdWidth width)
    {
        for (int count = 0; count <= 100; count++)
        {
            using Floats x = new(count, seed: 7, room: 0);
            Assert.Equal(KernelSet.Of(SimdWidth.Scalar).SumOfSquares(x.Pointer, count), KernelSet.Of(width).SumOfSquares(x.Pointer, count));
        }
    }

    [Fact]
    public void The_scalar_sum_is_of_sixteen_lanes_that_are_added_in_order()
    {
        // Doubles of this size are 2 apart: a 1 that is added alone is lost, two that were added up before are not.
        const double Large = 9.0 * (1L << 50);
        using Floats x = new(34);
        x.Span[1] = MathF.ScaleB(3, 25);
        x.Span[2] = 1;
        x.Span[17] = 1;
        x.Span[18] = 1;
        Assert.Equal(Large, Large + 1);
        Assert.Equal(Large + 2, KernelSet.Of(SimdWidth.Scalar).SumOfSquares(x.Pointer, 34));
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_length_is_scaled_to_the_scalar_bits(SimdWidth width)
    {
        for (int count = 1; count <= 40; count++)
        {
            Assert.Equal(Scaled(SimdWidth.Scalar, count), Scaled(width, count));
        }
    }

    private static uint[] Scaled(SimdWidth width, int count)
    {
        using Floats x = new(count, seed: 9);
        KernelSet.Of(width).Scale(x.Pointer, 0.3f, count);
        return x.Bits();
    }
}
