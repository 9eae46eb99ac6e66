using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class RmsPropKernelTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_length_gives_the_scalar_bits(SimdWidth width)
    {
        bool[] either = [false, true];
        for (int count = 1; count <= 40; count++)
        {
            foreach ((bool keeps, bool addsDecay) in from k in either from d in either select (k, d))
            {
                Assert.Equal(Run(SimdWidth.Scalar, count, keeps, addsDecay), Run(width, count, keeps, addsDecay));
            }
        }
    }

    private static uint[] Run(SimdWidth width, int count, bool keeps, bool addsDecay)
    {
        using Floats values = new(count, seed: 1);
        using Floats gradient = new(count, seed: 2);
        using Floats squareAverage = new(count, seed: 3);
        using Floats buffer = new(count, seed: 4);
        foreach (ref float v in squareAverage.Span)
        {
            v = MathF.Abs(v);
        }

        KernelSet.Of(width).RmsProp(new RmsPropArgs
        {
            Count = count,
            Values = values.Pointer,
            Gradient = gradient.Pointer,
            SquareAverage = squareAverage.Pointer,
            Buffer = keeps ? buffer.Pointer : null,
            AddsDecay = addsDecay,
            WeightDecay = 0.01f,
            Alpha = 0.99f,
            OneMinusAlpha = 0.01f,
            Epsilon = 1e-8f,
            Momentum = 0.9f,
            Step = -0.001f,
        });
        return [.. values.Bits(), .. squareAverage.Bits(), .. buffer.Bits()];
    }
}
