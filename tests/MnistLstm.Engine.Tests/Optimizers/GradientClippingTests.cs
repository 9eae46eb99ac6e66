using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

public sealed unsafe class GradientClippingTests
{
    private const int SampleStride = 997;

    public static TheoryData<string> Cases => [.. ClippingGolden.Instance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Norm_and_clipped_gradients_are_those_of_PyTorch_within_what_float_sums_allow(string name)
    {
        ClippingGolden.Case golden = ClippingGolden.Instance.Cases.Single(c => c.Name == name);
        (float norm, float[] clipped) = Clip(ClippingGolden.Gradient(golden.Scale), golden.MaxNorm);
        Close(golden.TotalNorm, norm, 2e-6);
        Close(golden.Squares, clipped.Sum(g => (double)g * g), 4e-6);
        Assert.Equal(golden.Sample.Length, (clipped.Length + SampleStride - 1) / SampleStride);
        for (int i = 0; i < golden.Sample.Length; i++)
        {
            Close(golden.Sample[i], clipped[i * SampleStride], 2e-6);
        }
    }

    [Fact]
    public void The_norm_is_within_a_float_of_the_exact_one()
    {
        float[] gradient = ClippingGolden.Gradient(1);
        decimal squares = gradient.Sum(g => (decimal)(double)g * (decimal)(double)g);
        Assert.Equal(Math.Sqrt((double)squares), Clip(gradient, 1).Norm, 1e-5);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public void Any_number_of_threads_gives_the_bits_of_one(int parts) =>
        Assert.Equal(Clip(ClippingGolden.Gradient(1), 0.5).Clipped, Clip(ClippingGolden.Gradient(1), 0.5, parts: parts).Clipped);

    [Theory]
    [InlineData(SimdWidth.Vector128)]
    [InlineData(SimdWidth.Vector256)]
    [InlineData(SimdWidth.Vector512)]
    public void Every_vector_width_gives_the_scalar_bits(SimdWidth width)
    {
        float[] gradient = ClippingGolden.Gradient(1);
        Assert.Equal(Clip(gradient, 0.5, SimdWidth.Scalar).Norm, Clip(gradient, 0.5, width).Norm);
        Assert.Equal(Clip(gradient, 0.5, SimdWidth.Scalar).Clipped, Clip(gradient, 0.5, width).Clipped);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_makes_all_of_them_so_as_in_PyTorch()
    {
        float[] gradient = ClippingGolden.Gradient(1);
        gradient[5000] = float.NaN;
        Assert.All(Clip(gradient, 1).Clipped, g => Assert.True(float.IsNaN(g)));
    }

    [Fact]
    public void A_norm_that_is_infinite_makes_the_rest_zero_as_in_PyTorch()
    {
        float[] gradient = ClippingGolden.Gradient(1);
        gradient[5000] = float.PositiveInfinity;
        float[] clipped = Clip(gradient, 1).Clipped;
        Assert.True(float.IsNaN(clipped[5000]));
        Assert.All(clipped.Where((_, i) => i != 5000), g => Assert.Equal(0, g));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_largest_norm_that_is_none_is_refused(double maxNorm)
    {
        ParameterSet parameters = new([new Parameter("p", 3)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientClipping(parameters, maxNorm));
    }

    private static void Close(double expected, double got, double relative) => Assert.Equal(expected, got, Math.Abs(expected) * relative);

    private static (float Norm, float[] Clipped) Clip(float[] gradient, double maxNorm, SimdWidth? width = null, int parts = 1)
    {
        ParameterSet parameters = new(ClippingGolden.Instance.Sizes.Select((size, i) => new Parameter($"p{i}", size)));
        gradient.CopyTo(new Span<float>(parameters.GradientPointer, parameters.TotalCount));
        GradientClipping clipping = new(parameters, maxNorm);
        KernelSet kernels = KernelSet.Of(width ?? SimdWidths.Best);
        for (int part = 0; part < parts; part++)
        {
            clipping.Measure(kernels, part, parts);
        }

        for (int part = 0; part < parts; part++)
        {
            clipping.Apply(kernels, [.. parameters.Ranges(unreachedToo: true)], part, parts);
        }

        return (clipping.TotalNorm, parameters.Gradients.ToArray());
    }
}
