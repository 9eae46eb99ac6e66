using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class AdadeltaKernelTests
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
        using Floats squareAverage = new(count, seed: 3);
        using Floats changes = new(count, seed: 4);
        for (int i = 0; i < count; i++)
        {
            squareAverage.Span[i] = MathF.Abs(squareAverage.Span[i]);
            changes.Span[i] = MathF.Abs(changes.Span[i]);
        }

        KernelSet.Of(width).Adadelta(new AdadeltaArgs
        {
            Count = count,
            Values = values.Pointer,
            Gradient = gradient.Pointer,
            SquareAverage = squareAverage.Pointer,
            Changes = changes.Pointer,
            AddsDecay = either,
            WeightDecay = 0.01f,
            Rho = 0.9f,
            OneMinusRho = 0.1f,
            Epsilon = 1e-6f,
            Step = -1f,
        });
        return [.. values.Bits(), .. squareAverage.Bits(), .. changes.Bits()];
    }
}
