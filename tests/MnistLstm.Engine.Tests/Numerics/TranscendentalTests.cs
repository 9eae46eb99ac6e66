using System.Runtime.Intrinsics;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Numerics;
using Xunit.Abstractions;

namespace MnistLstm.Engine.Tests.Numerics;

public sealed class TranscendentalTests(ITestOutputHelper output)
{
    // Every 997th of all 2^32 floats, of both signs and with NaNs and infinities among them.
    private const uint Stride = 997;

    [Theory]
    [InlineData("exp", 1.01, 0)]
    [InlineData("sigmoid", 2.5, 0)]
    [InlineData("tanh", 2.5, 0)]
    [InlineData("log", 0.5, 0)]
    public void Errors_and_falls_stay_within_what_is_stated(string function, double maxUlp, int maxFall)
    {
        (Func<float, float> ours, Func<double, double> exact) = Functions(function);
        FunctionSurvey survey = FunctionSurvey.Of(ours, exact);
        output.WriteLine($"{function}: {survey}");
        Assert.True(survey.MaxUlp <= maxUlp, $"{function} is off by {survey.MaxUlp:F3} ulp at {survey.MaxUlpAt:R}");
        Assert.True(survey.MaxFall <= maxFall, $"{function} falls by {survey.MaxFall} ulp at {survey.MaxFallAt:R}");
    }

    [Theory]
    [InlineData("exp", 0f, 1f)]
    [InlineData("exp", float.NegativeInfinity, 0f)]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", -87.4f, 0f)]
    [InlineData("exp", 88.4f, float.PositiveInfinity)]
    [InlineData("exp", float.NaN, float.NaN)]
    [InlineData("sigmoid", 0f, 0.5f)]
    [InlineData("sigmoid", float.NegativeInfinity, 0f)]
    [InlineData("sigmoid", float.PositiveInfinity, 1f)]
    [InlineData("sigmoid", -88.73f, 0f)]
    [InlineData("sigmoid", -88.7f, 3.0066355e-39f)]
    [InlineData("sigmoid", -1e30f, 0f)]
    [InlineData("sigmoid", 1e30f, 1f)]
    [InlineData("sigmoid", float.NaN, float.NaN)]
    [InlineData("tanh", 0f, 0f)]
    [InlineData("tanh", float.NegativeInfinity, -1f)]
    [InlineData("tanh", float.PositiveInfinity, 1f)]
    [InlineData("tanh", 9.2f, 1f)]
    [InlineData("tanh", float.NaN, float.NaN)]
    [InlineData("log", 1f, 0f)]
    [InlineData("log", 0f, float.NegativeInfinity)]
    [InlineData("log", -1f, float.NaN)]
    [InlineData("log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("log", float.NaN, float.NaN)]
    public void Special_values_are_exact(string function, float x, float expected)
    {
        float actual = Functions(function).Ours(x);
        if (float.IsNaN(expected))
        {
            Assert.True(float.IsNaN(actual), $"{function}({x}) = {actual}");
        }
        else
        {
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
        }
    }

    [Fact]
    public void Tanh_of_minus_zero_is_minus_zero() => Assert.Equal(0x80000000u, BitConverter.SingleToUInt32Bits(ScalarMath.Tanh(-0f)));

    [Fact]
    public void Tanh_is_odd()
    {
        for (uint bits = 0; bits < 0x7f800000; bits += Stride)
        {
            float x = BitConverter.UInt32BitsToSingle(bits);
            Assert.Equal(ScalarMath.Tanh(x), -ScalarMath.Tanh(-x));
        }
    }

    [Fact]
    public void Sigmoid_mirrors_within_one_unit_in_the_last_place_of_one()
    {
        for (uint bits = 0; bits < 0x7f800000; bits += Stride)
        {
            float x = BitConverter.UInt32BitsToSingle(bits);
            double sum = (double)ScalarMath.Sigmoid(x) + ScalarMath.Sigmoid(-x);
            Assert.InRange(sum, 1 - Math.Pow(2, -23), 1 + Math.Pow(2, -23));
        }
    }

    [Fact]
    public void Vectors_give_the_scalar_bits()
    {
        uint stride = FunctionSurvey.Exhaustive ? 1 : Stride;
        ulong blocks = (1UL << 32) / (16 * stride);
        Parallel.For(0, (int)blocks, block =>
        {
            Span<float> lanes = stackalloc float[16];
            for (uint lane = 0; lane < 16; lane++)
            {
                lanes[(int)lane] = BitConverter.UInt32BitsToSingle((uint)((((ulong)block * 16) + lane) * stride));
            }

            Vector512<float> x = Vector512.Create<float>(lanes);
            Check(lanes, ScalarMath.Exp, VectorMath<Simd512, Vector512<float>>.Exp(x));
            Check(
                lanes,
                ScalarMath.Sigmoid,
                VectorMath<Simd512, Vector512<float>>.Sigmoid(x),
                Halves(x, VectorMath<Simd256, Vector256<float>>.Sigmoid),
                Halves(x, half => Quarters(half, VectorMath<Simd128, Vector128<float>>.Sigmoid)));
            Check(
                lanes,
                ScalarMath.Tanh,
                VectorMath<Simd512, Vector512<float>>.Tanh(x),
                Halves(x, VectorMath<Simd256, Vector256<float>>.Tanh),
                Halves(x, half => Quarters(half, VectorMath<Simd128, Vector128<float>>.Tanh)));
        });
    }

    private static Vector512<float> Halves(Vector512<float> x, Func<Vector256<float>, Vector256<float>> function) =>
        Vector512.Create(function(x.GetLower()), function(x.GetUpper()));

    private static Vector256<float> Quarters(Vector256<float> x, Func<Vector128<float>, Vector128<float>> function) =>
        Vector256.Create(function(x.GetLower()), function(x.GetUpper()));

    private static void Check(ReadOnlySpan<float> x, Func<float, float> scalar, params ReadOnlySpan<Vector512<float>> vectors)
    {
        for (int lane = 0; lane < 16; lane++)
        {
            float expected = scalar(x[lane]);
            foreach (Vector512<float> actual in vectors)
            {
                // A NaN stays a NaN; which one is not promised.
                if (!(float.IsNaN(expected) && float.IsNaN(actual[lane]))
                    && BitConverter.SingleToUInt32Bits(expected) != BitConverter.SingleToUInt32Bits(actual[lane]))
                {
                    Assert.Fail($"at {x[lane]:R}: scalar {expected:R}, vector {actual[lane]:R}");
                }
            }
        }
    }

    private static (Func<float, float> Ours, Func<double, double> Exact) Functions(string name) => name switch
    {
        "exp" => (ScalarMath.Exp, Math.Exp),
        "sigmoid" => (ScalarMath.Sigmoid, x => 1 / (1 + Math.Exp(-x))),
        "tanh" => (ScalarMath.Tanh, Math.Tanh),
        _ => (ScalarMath.Log, Math.Log),
    };
}
