using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class NAdamKernelTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_length_gives_the_scalar_bits(SimdWidth width)
    {
        for (int count = 1; count <= 40; count++)
        {
            foreach (bool either in (bool[])[false, true])
            {
                Assert.Equal(Run(SimdWidth.Scalar, count, either), Run(width, count, either));
            }
        }
    }

    private static uint[] Run(SimdWidth width, int count, bool either)
    {
        using Floats values = new(count, seed: 1);
        using Floats gradient = new(count, seed: 2);
        using Floats first = new(count, seed: 3);
        using Floats second = new(count, seed: 4);
        for (int i = 0; i < count; i++)
        {
            second.Span[i] = MathF.Abs(second.Span[i]);
        }

        KernelSet.Of(width).NAdam(new NAdamArgs
        {
            Count = count,
            Values = values.Pointer,
            Gradient = gradient.Pointer,
            FirstMoment = first.Pointer,
            SecondMoment = second.Pointer,
            AddsDecay = either,
            WeightDecay = 0.01f,
            Weight = either ? -0.3f : 0.1f,
            FromGradient = either,
            OneMinusBeta2 = 0.001f,
            Beta2 = 0.999f,
            Correction = 0.3f,
            Epsilon = 1e-8f,
            GradientStep = -0.003f,
            MomentStep = -0.001f,
        });
        return [.. values.Bits(), .. first.Bits(), .. second.Bits()];
    }
}
