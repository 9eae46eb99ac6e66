using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class LstmKernelTests
{
    private const int Rows = 8;
    private const int InputSize = 5;

    [Theory]
    [ClassData(typeof(Widths))]
    public void A_step_forward_gives_the_scalar_bits_for_every_hidden_size(SimdWidth width)
    {
        for (int hidden = 1; hidden <= 50; hidden++)
        {
            Assert.Equal(Forward(SimdWidth.Scalar, hidden, first: hidden % 2 == 0), Forward(width, hidden, first: hidden % 2 == 0));
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
                Assert.Equal(Backward(SimdWidth.Scalar, hidden, first), Backward(width, hidden, first));
            }
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Packing_by_parts_is_packing(SimdWidth width)
    {
        using Floats weights = new(4 * 37 * 37, seed: 5);
        KernelSet kernels = KernelSet.Of(width);
        using Floats whole = new(4 * (3 + 37) * 48);
        using Floats parts = new(4 * (3 + 37) * 48);
        kernels.PackLstm(whole.Pointer, 37, 3, weights.Pointer, weights.Pointer, 0, 1);
        for (int part = 0; part < 5; part++)
        {
            kernels.PackLstm(parts.Pointer, 37, 3, weights.Pointer, weights.Pointer, part, 5);
        }

        Assert.Equal(whole.Bits(), parts.Bits());
    }

    private static uint[] Forward(SimdWidth width, int hidden, bool first)
    {
        KernelSet kernels = KernelSet.Of(width);
        int padded = Padding.Of(hidden);
        int depth = InputSize + hidden;
        using Floats input = new(Rows * InputSize, seed: 1, room: 0);
        using Floats state = new(Rows * hidden, seed: 2, room: 0);
        using Floats weightIh = new(4 * hidden * InputSize, seed: 3, room: 0);
        using Floats weightHh = new(4 * hidden * hidden, seed: 4, room: 0);
        using Floats bias = new(4 * padded, seed: 5);
        using Floats previous = new(Rows * padded, seed: 6);
        using Floats packed = new(4L * depth * padded);
        using Floats gates = new(Rows * 4 * padded);
        using Floats cell = new(Rows * padded);
        using Floats tanhCell = new(Rows * padded);

        // h goes between other values, which must stay.
        using Floats output = new(Rows * (hidden + 3), seed: 7, room: 0);
        kernels.PackLstm(packed.Pointer, hidden, InputSize, weightIh.Pointer, weightHh.Pointer, 0, 1);
        Segment* segments = stackalloc Segment[2];
        segments[0] = new Segment(input.Pointer, InputSize, InputSize);
        segments[1] = new Segment(state.Pointer, hidden, hidden);
        kernels.LstmForward(new LstmForwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            Segments = segments,
            SegmentCount = first ? 1 : 2,
            Packed = packed.Pointer,
            PackedDepth = depth,
            Bias = bias.Pointer,
            PreviousCell = first ? null : previous.Pointer,
            Gates = gates.Pointer,
            GatesPitch = 4 * padded,
            Cell = cell.Pointer,
            TanhCell = tanhCell.Pointer,
            Hidden = output.Pointer + 1,
            HiddenPitch = hidden + 3,
        });
        return
        [
            .. output.Bits(), .. gates.Unpadded(Rows * 4, hidden), .. cell.Unpadded(Rows, hidden), .. tanhCell.Unpadded(Rows, hidden),
        ];
    }

    private static uint[] Backward(SimdWidth width, int hidden, bool first)
    {
        // Of what has no padding whole vectors are read, too.
        int padded = Padding.Of(hidden);
        using Floats dh = new(Rows * (hidden + 3), seed: 1, room: (int)width - 1);
        using Floats dc = new(Rows * padded, seed: 2);
        using Floats gates = new(Rows * 4 * padded, seed: 3);
        using Floats tanhCell = new(Rows * padded, seed: 4);
        using Floats previous = new(Rows * padded, seed: 5);
        KernelSet.Of(width).LstmBackward(new LstmBackwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            HiddenGradient = dh.Pointer + 1,
            HiddenGradientPitch = hidden + 3,
            CellGradient = dc.Pointer,
            First = first,
            Gates = gates.Pointer,
            GatesPitch = 4 * padded,
            TanhCell = tanhCell.Pointer,
            PreviousCell = first ? null : previous.Pointer,
        });
        return [.. gates.Unpadded(Rows * 4, hidden), .. dc.Unpadded(Rows, hidden)];
    }
}
