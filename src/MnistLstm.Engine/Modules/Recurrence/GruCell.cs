using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>
/// The cell of a GRU: r, z; n = tanh(W_in·x + b_in + r·(W_hn·h' + b_hn)); h = (h' - n)·z + n. Since r stands between n and W_hn·h' + b_hn,
/// that sum has a block of its own, and its gradient is not that of W_in·x + b_in.
/// </summary>
internal sealed unsafe class GruCell(int inputSize, int hiddenSize) : RecurrentCell(inputSize, hiddenSize)
{
    private NativeBuffer? _carry;            // [rows of each thread, P]: what reaches the earlier h past the gates, and what the output asks for there

    public override int Gates => 3;

    public override int Blocks => 4;

    public override int HiddenBlock(int gate) => gate == 2 ? 3 : gate;

    public override float* Carry(int sample) => _carry!.Pointer + (Workspace.OwnRow(sample) * Padded);

    public override void Prepare(Workspace workspace, TimeBlocks blocks)
    {
        base.Prepare(workspace, blocks);
        _carry = Keep(workspace.Allocate(workspace.OwnTrainingRows * Padded));
    }

    public override void Pack(float* weightIh, float* weightHh, int part, int parts) =>
        Kernels.PackGru(Weights, HiddenSize, InputSize, weightIh, weightHh, part, parts);

    public override void Forward(in CellForward step) =>
        Kernels.GruForward(new GruForwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            Inputs = step.Segments[0],
            PreviousHidden = step.IsFirst ? default : step.Segments[1],
            Packed = Weights,
            Bias = step.Bias,
            Gates = step.Keeps ? step.Gates : null,
            GatesPitch = GatesPitch,
            Hidden = step.Hidden,
            HiddenPitch = step.HiddenPitch,
        });

    public override void Backward(in CellBackward step) =>
        Kernels.GruBackward(new GruBackwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            HiddenGradient = step.HiddenGradient,
            HiddenGradientPitch = step.HiddenGradientPitch,
            Gates = step.Gates,
            GatesPitch = GatesPitch,
            PreviousHidden = step.PreviousHidden,
            PreviousHiddenPitch = step.HiddenPitch,
            PreviousAsked = step.PreviousAsked,
            PreviousAskedPitch = step.HiddenPitch,
            Carry = Carry(step.Sample),
            Sizes = step.Sizes,
        });
}
