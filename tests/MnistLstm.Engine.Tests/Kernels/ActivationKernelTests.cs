using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class ActivationKernelTests
{
    private const int Longest = 70;

    private delegate void Forward(KernelSet kernels, float* x, float* y, int count);

    private delegate void Backward(KernelSet kernels, float* y, float* dy, float* dx, int count);

    [Theory]
    [ClassData(typeof(Widths))]
    public void ReLU_gives_the_scalar_bits_for_every_length(SimdWidth width) => SameBits(width, (k, x, y, n) => k.Relu(x, y, n));

    [Theory]
    [ClassData(typeof(Widths))]
    public void Tanh_gives_the_scalar_bits_for_every_length(SimdWidth width) => SameBits(width, (k, x, y, n) => k.Tanh(x, y, n));

    [Theory]
    [ClassData(typeof(Widths))]
    public void ReLUs_gradient_gives_the_scalar_bits_for_every_length(
        SimdWidth width) => SameBitsBack(width, (k, y, dy, dx, n) => k.ReluBackward(y, dy, dx, n));

    [Theory]
    [ClassData(typeof(Widths))]
    public void Tanhs_gradient_gives_the_scalar_bits_for_every_length(
        SimdWidth width) => SameBitsBack(width, (k, y, dy, dx, n) => k.TanhBackward(y, dy, dx, n));

    // PyTorch 1.13: relu of -0.0 is -0.0 or 0.0, by where it stands; its gradient at 0 is 0. (Not a row of data: analyzers take -0 for 0.)
    [Fact]
    public void ReLU_keeps_a_zero_s_sign() => ReLU_keeps_what_is_not_below_zero_and_learns_from_what_is_above(-0f, -0f, 0f);

    [Theory]
    [InlineData(-1.5f, 0f, 0f)]
    [InlineData(1.5f, 1.5f, 7f)]
    [InlineData(0f, 0f, 0f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 7f)]
    [InlineData(float.NegativeInfinity, 0f, 0f)]
    [InlineData(float.NaN, float.NaN, 0f)]
    public void ReLU_keeps_what_is_not_below_zero_and_learns_from_what_is_above(float x, float expected, float gradient)
    {
        float* values = stackalloc float[64];
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            new Span<float>(values, 64).Fill(x);
            KernelSet.Of(width).Relu(values, values + 16, 1);
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(values[16]));
            values[32] = 7;
            KernelSet.Of(width).ReluBackward(values + 16, values + 32, values + 48, 1);
            Assert.Equal(gradient, values[48]);
        }
    }

    [Fact]
    public void Tanh_is_the_engines_own_and_its_gradient_one_minus_its_square()
    {
        float* values = stackalloc float[4];
        values[0] = 0.75f;
        values[2] = 3f;

        KernelSet.Of(SimdWidth.Scalar).Tanh(values, values + 1, 1);
        KernelSet.Of(SimdWidth.Scalar).TanhBackward(values + 1, values + 2, values + 3, 1);

        Assert.Equal(ScalarMath.Tanh(0.75f), values[1]);
        Assert.Equal(3f * MathF.FusedMultiplyAdd(-values[1], values[1], 1f), values[3]);
    }

    // What stands behind the last value must stay, so the whole output is compared.
    private static void SameBits(SimdWidth width, Forward kernel)
    {
        using Floats x = new(Longest, seed: 1);
        for (int count = 0; count <= Longest; count++)
        {
            using Floats expected = new(Longest + 3, seed: 2);
            using Floats actual = new(Longest + 3, seed: 2);
            kernel(KernelSet.Of(SimdWidth.Scalar), x.Pointer, expected.Pointer, count);
            kernel(KernelSet.Of(width), x.Pointer, actual.Pointer, count);
            Assert.Equal(expected.Bits(), actual.Bits());
        }
    }

    private static void SameBitsBack(SimdWidth width, Backward kernel)
    {
        using Floats y = new(Longest, seed: 3);
        SameBits(width, (kernels, dy, dx, count) => kernel(kernels, y.Pointer, dy, dx, count));
    }
}
