using MnistLstm.Engine.Kernels.Cells;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>
/// The cell of a plain recurrent layer: h = tanh(W_ih·x + b_ih + W_hh·h' + b_hh), or ReLU in tanh's place. What the way back needs, h, stands in
/// the output.
/// </summary>
internal sealed unsafe class RnnCell(int inputSize, int hiddenSize, bool relu) : RecurrentCell(inputSize, hiddenSize)
{
    public override int Gates => 1;

    public override void Pack(float* weightIh, float* weightHh, int part, int parts)
    {
        // The units lie in panels of four vectors, which parts would cut through.
        if (part == 0)
        {
            Kernels.PackTransposed(Weights, WeightsDepth, HiddenSize, 0, InputSize, weightIh, InputSize);
            if (weightHh != null)
            {
                Kernels.PackTransposed(Weights, WeightsDepth, HiddenSize, InputSize, HiddenSize, weightHh, HiddenSize);
            }
        }
    }

    public override void Forward(in CellForward step) =>
        Kernels.RnnForward(new RnnForwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            Segments = step.Segments,
            SegmentCount = step.SegmentCount,
            Packed = Weights,
            PackedDepth = WeightsDepth,
            Bias = step.Bias,
            Hidden = step.Hidden,
            HiddenPitch = step.HiddenPitch,
            Relu = relu,
        });

    public override void Backward(in CellBackward step) =>
        Kernels.RnnBackward(new RnnBackwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            HiddenGradient = step.HiddenGradient,
            HiddenGradientPitch = step.HiddenGradientPitch,
            Hidden = step.Hidden,
            HiddenPitch = step.HiddenPitch,
            Gates = step.Gates,
            GatesPitch = GatesPitch,
            Relu = relu,
            PreviousHidden = step.PreviousHidden,
            PreviousHiddenPitch = step.HiddenPitch,
            Sizes = step.Sizes,
        });
}
