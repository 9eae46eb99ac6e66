using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class AdamKernelTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_length_gives_the_scalar_bits(SimdWidth width)
    {
        for (int count = 1; count <= 40; count++)
        {
            foreach ((float shrink, bool addsDecay) in new[] { (1f, false), (1f, true), (0.99f, false) })
            {
                Assert.Equal(Run(SimdWidth.Scalar, count, shrink, addsDecay), Run(width, count, shrink, addsDecay));
                Assert.Equal(
                    Run(SimdWidth.Scalar, count, shrink, addsDecay, greatest: true, fromGradient: true),
                    Run(width, count, shrink, addsDecay, greatest: true, fromGradient: true));
            }
        }
    }

    private static uint[] Run(SimdWidth width, int count, float shrink, bool addsDecay, bool greatest = false, bool fromGradient = false)
    {
        using Floats values = new(count, seed: 1);
        using Floats gradient = new(count, seed: 2);
        using Floats first = new(count, seed: 3);
        using Floats second = new(count, seed: 4);
        using Floats most = new(count, seed: 5);
        for (int i = 0; i < count; i++)
        {
            (second.Span[i], most.Span[i]) = (MathF.Abs(second.Span[i]), MathF.Abs(most.Span[i]));
        }

        KernelSet.Of(width).Adam(new AdamArgs
        {
            Count = count,
            Values = values.Pointer,
            Gradient = gradient.Pointer,
            FirstMoment = first.Pointer,
            SecondMoment = second.Pointer,
            Shrink = shrink,
            AddsDecay = addsDecay,
            WeightDecay = 0.01f,
            Greatest = greatest ? most.Pointer : null,
            Weight = fromGradient ? -0.3f : 0.1f,
            FromGradient = fromGradient,
            OneMinusBeta2 = 0.001f,
            Beta2 = 0.999f,
            Step = -0.003f,
            Correction = 0.3f,
            Epsilon = 1e-8f,
        });
        return [.. values.Bits(), .. first.Bits(), .. second.Bits(), .. most.Bits()];
    }
}
