using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class GruKernelTests
{
    private const int Rows = 8;
    private const int InputSize = 5;

    [Theory]
    [ClassData(typeof(Widths))]
    public void A_step_forward_gives_the_scalar_bits_for_every_hidden_size(SimdWidth width)
    {
        for (int hidden = 1; hidden <= 50; hidden++)
        {
            foreach (bool first in new[] { false, true })
            {
                Assert.Equal(Forward(SimdWidth.Scalar, hidden, first), Forward(width, hidden, first));
            }
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void A_step_back_gives_the_scalar_bits_for_every_hidden_size(SimdWidth width)
    {
        for (int hidden = 1; hidden <= 50; hidden++)
        {
            foreach (bool first in new[] { false, true })
            {
                foreach (bool asked in new[] { false, true })
                {
                    Assert.Equal(Backward(SimdWidth.Scalar, hidden, first, asked), Backward(width, hidden, first, asked));
                }
            }
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Packing_by_parts_is_packing(SimdWidth width)
    {
        using Floats weights = new(3 * 37 * 37, seed: 5);
        KernelSet kernels = KernelSet.Of(width);
        using Floats whole = new(3 * (3 + 37) * 48);
        using Floats parts = new(3 * (3 + 37) * 48);
        kernels.PackGru(whole.Pointer, 37, 3, weights.Pointer, weights.Pointer, 0, 1);
        for (int part = 0; part < 5; part++)
        {
            kernels.PackGru(parts.Pointer, 37, 3, weights.Pointer, weights.Pointer, part, 5);
        }

        Assert.Equal(whole.Bits(), parts.Bits());
    }

    // h goes between other values, which must stay; so the whole output is compared.
    private static uint[] Forward(SimdWidth width, int hidden, bool first)
    {
        KernelSet kernels = KernelSet.Of(width);
        int padded = Padding.Of(hidden);
        using Floats input = new(Rows * InputSize, seed: 1, room: 0);
        using Floats state = new(Rows * hidden, seed: 2, room: (int)width - 1);
        using Floats weightIh = new(3 * hidden * InputSize, seed: 3, room: 0);
        using Floats weightHh = new(3 * hidden * hidden, seed: 4, room: 0);
        using Floats bias = new(4 * padded, seed: 5);
        using Floats packed = new(3L * (InputSize + hidden) * padded);
        using Floats gates = new(Rows * 4 * padded);
        using Floats output = new(Rows * (hidden + 3), seed: 7, room: 0);
        kernels.PackGru(packed.Pointer, hidden, InputSize, weightIh.Pointer, weightHh.Pointer, 0, 1);
        kernels.GruForward(new GruForwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            Inputs = new Segment(input.Pointer, InputSize, InputSize),
            PreviousHidden = first ? default : new Segment(state.Pointer, hidden, hidden),
            Packed = packed.Pointer,
            Bias = bias.Pointer,
            Gates = gates.Pointer,
            GatesPitch = 4 * padded,
            Hidden = output.Pointer + 1,
            HiddenPitch = hidden + 3,
        });
        return [.. output.Bits(), .. gates.Unpadded(Rows * 4, hidden)];
    }

    private static uint[] Backward(SimdWidth width, int hidden, bool first, bool asked)
    {
        // Of what has no padding whole vectors are read, too.
        int padded = Padding.Of(hidden);
        using Floats dh = new(Rows * (hidden + 3), seed: 1, room: (int)width - 1);
        using Floats gates = new(Rows * 4 * padded, seed: 3);
        using Floats previous = new(Rows * (hidden + 2), seed: 4, room: (int)width - 1);
        using Floats ask = new(Rows * (hidden + 1), seed: 5, room: (int)width - 1);
        using Floats carry = new(Rows * padded);
        KernelSet.Of(width).GruBackward(new GruBackwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            HiddenGradient = dh.Pointer + 1,
            HiddenGradientPitch = hidden + 3,
            Gates = gates.Pointer,
            GatesPitch = 4 * padded,
            PreviousHidden = first ? null : previous.Pointer,
            PreviousHiddenPitch = hidden + 2,
            PreviousAsked = asked ? ask.Pointer : null,
            PreviousAskedPitch = hidden + 1,
            Carry = carry.Pointer,
        });
        return [.. gates.Unpadded(Rows * 4, hidden), .. carry.Unpadded(Rows, hidden)];
    }
}
