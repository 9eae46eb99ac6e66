using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class SgdKernelTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_length_gives_the_scalar_bits(SimdWidth width)
    {
        for (int count = 1; count <= 40; count++)
        {
            Same(width, count, new SgdArgs());
            Same(width, count, new SgdArgs { AddsDecay = true });
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_length_gives_the_scalar_bits_with_momentum(SimdWidth width)
    {
        bool[] either = [false, true];
        for (int count = 1; count <= 40; count++)
        {
            foreach ((bool first, bool nesterov, bool addsDecay) in from f in either from n in either from d in either select (f, n, d))
            {
                Same(width, count, new SgdArgs { First = first, Nesterov = nesterov, AddsDecay = addsDecay }, keeps: true);
            }
        }
    }

    [Fact]
    public void The_first_step_does_not_read_the_buffer()
    {
        using Floats values = new(20, seed: 1);
        using Floats gradient = new(20, seed: 2);
        using Floats buffer = new(20);
        buffer.Span.Fill(float.NaN);

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            KernelSet.Of(width).Sgd(new SgdArgs { Count = 20, Values = values.Pointer, Gradient = gradient.Pointer, Buffer = buffer.Pointer, First = true });

            Assert.Equal(gradient.Bits(), buffer.Bits());
        }
    }

    private static void Same(SimdWidth width, int count, in SgdArgs args, bool keeps = false) =>
        Assert.Equal(Run(SimdWidth.Scalar, count, args, keeps), Run(width, count, args, keeps));

    private static uint[] Run(SimdWidth width, int count, SgdArgs args, bool keeps)
    {
        using Floats values = new(count, seed: 1);
        using Floats gradient = new(count, seed: 2);
        using Floats buffer = new(count, seed: 3);
        args.Count = count;
        args.Undamped = 0.7f;
        args.Values = values.Pointer;
        args.Gradient = gradient.Pointer;
        args.Buffer = keeps ? buffer.Pointer : null;
        args.WeightDecay = 0.01f;
        args.Momentum = 0.9f;
        args.Step = -0.1f;
        KernelSet.Of(width).Sgd(args);
        return [.. values.Bits(), .. buffer.Bits()];
    }
}
