using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class AdagradKernelTests
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
        using Floats sum = new(count, seed: 3);
        for (int i = 0; i < count; i++)
        {
            sum.Span[i] = MathF.Abs(sum.Span[i]);
        }

        KernelSet.Of(width).Adagrad(new AdagradArgs
        {
            Count = count,
            Values = values.Pointer,
            Gradient = gradient.Pointer,
            Sum = sum.Pointer,
            AddsDecay = either,
            WeightDecay = 0.01f,
            Epsilon = 1e-10f,
            Step = -0.01f,
        });
        return [.. values.Bits(), .. sum.Bits()];
    }
}
