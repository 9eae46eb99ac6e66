using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class RnnKernelTests
{
    private const int Rows = 8;
    private const int InputSize = 5;

    [Theory]
    [ClassData(typeof(Widths))]
    public void A_step_forward_gives_the_scalar_bits_for_every_hidden_size(SimdWidth width)
    {
        for (int hidden = 1; hidden <= 70; hidden++)
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
            Assert.Equal(Backward(SimdWidth.Scalar, hidden), Backward(width, hidden));
        }
    }

    [Fact]
    public void The_formula_is_tanh_of_bias_then_inputs_then_hidden_state()
    {
        uint[] bits = Forward(SimdWidth.Scalar, hidden: 1, first: false);
        using Floats input = new(Rows * InputSize, seed: 1);
        using Floats state = new(Rows, seed: 2);
        using Floats weightIh = new(InputSize, seed: 3);
        using Floats weightHh = new(1, seed: 4);
        using Floats bias = new(1, seed: 5);

        for (int r = 0; r < Rows; r++)
        {
            float sum = bias.Pointer[0];
            for (int k = 0; k < InputSize; k++)
            {
                sum = MathF.FusedMultiplyAdd(input.Pointer[(r * InputSize) + k], weightIh.Pointer[k], sum);
            }

            sum = MathF.FusedMultiplyAdd(state.Pointer[r], weightHh.Pointer[0], sum);
            Assert.Equal(Math.Tanh(sum), BitConverter.UInt32BitsToSingle(bits[(r * 4) + 1]), 1e-6);
        }
    }

    // h goes between other values, which must stay; so the whole output is compared.
    private static uint[] Forward(SimdWidth width, int hidden, bool first)
    {
        KernelSet kernels = KernelSet.Of(width);
        int depth = InputSize + hidden;
        using Floats input = new(Rows * InputSize, seed: 1, room: 0);
        using Floats state = new(Rows * hidden, seed: 2, room: 0);
        using Floats weightIh = new(hidden * InputSize, seed: 3, room: 0);
        using Floats weightHh = new(hidden * hidden, seed: 4, room: 0);
        using Floats bias = new(Padding.Of(hidden), seed: 5);
        using Floats packed = new(KernelSet.PackedLength(depth, hidden));
        using Floats output = new(Rows * (hidden + 3), seed: 7, room: 0);
        kernels.PackTransposed(packed.Pointer, depth, hidden, 0, InputSize, weightIh.Pointer, InputSize);
        kernels.PackTransposed(packed.Pointer, depth, hidden, InputSize, hidden, weightHh.Pointer, hidden);
        Segment* segments = stackalloc Segment[2];
        segments[0] = new Segment(input.Pointer, InputSize, InputSize);
        segments[1] = new Segment(state.Pointer, hidden, hidden);
        kernels.RnnForward(new RnnForwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            Segments = segments,
            SegmentCount = first ? 1 : 2,
            Packed = packed.Pointer,
            PackedDepth = depth,
            Bias = bias.Pointer,
            Hidden = output.Pointer + 1,
            HiddenPitch = hidden + 3,
        });
        return output.Bits();
    }

    private static uint[] Backward(SimdWidth width, int hidden)
    {
        // Of what has no padding whole vectors are read, too.
        using Floats dh = new(Rows * (hidden + 3), seed: 1, room: (int)width - 1);
        using Floats h = new(Rows * (hidden + 2), seed: 2, room: (int)width - 1);
        using Floats gates = new(Rows * Padding.Of(hidden));
        KernelSet.Of(width).RnnBackward(new RnnBackwardArgs
        {
            Rows = Rows,
            HiddenSize = hidden,
            HiddenGradient = dh.Pointer + 1,
            HiddenGradientPitch = hidden + 3,
            Hidden = h.Pointer + 2,
            HiddenPitch = hidden + 2,
            Gates = gates.Pointer,
            GatesPitch = Padding.Of(hidden),
        });
        return gates.Unpadded(Rows, hidden);
    }
}
