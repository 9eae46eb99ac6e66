using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>The cell of an LSTM: i, f, g, o; c = f·c' + i·g; h = o·tanh(c).</summary>
internal sealed unsafe class LstmCell(int inputSize, int hiddenSize) : RecurrentCell(inputSize, hiddenSize)
{
    // Each thread's rows by themselves, see Workspace.OwnRow.
    private NativeBuffer? _cell;             // [S, rows of a thread, P], a thread behind the other: c
    private NativeBuffer? _tanhCell;         // the same of tanh(c)
    private NativeBuffer? _cellGradient;     // [rows of each thread, P]: dc carried backwards
    private int _steps;

    public override int Gates => 4;

    public override void Prepare(Workspace workspace, int steps)
    {
        base.Prepare(workspace, steps);
        _steps = steps;
        long rows = (long)steps * workspace.MaxBatch;
        _cell = Allocate(rows * Padded);
        _tanhCell = Allocate(rows * Padded);
        _cellGradient = Allocate(workspace.OwnRows * Padded);
    }

    public override void Pack(float* weightIh, float* weightHh, int part, int parts) =>
        Kernels.PackLstm(Weights, HiddenSize, InputSize, weightIh, weightHh, part, parts);

    public override void Forward(in CellForward step)
    {
        // In evaluation one step's c is enough.
        float* cell = Kept(_cell!, step.Sample, step.Rows, step.Training ? step.Step : 0);
        Kernels.LstmForward(new LstmForwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            Segments = step.Segments,
            SegmentCount = step.SegmentCount,
            Packed = Weights,
            PackedDepth = WeightsDepth,
            Bias = step.Bias,
            PreviousCell = step.IsFirst ? null : step.Training ? Kept(_cell!, step.Sample, step.Rows, step.PreviousStep) : cell,
            Gates = step.Training ? step.Gates : null,
            GatesPitch = GatesPitch,
            Cell = cell,
            TanhCell = step.Training ? Kept(_tanhCell!, step.Sample, step.Rows, step.Step) : null,
            Hidden = step.Hidden,
            HiddenPitch = step.HiddenPitch,
        });
    }

    public override void Backward(in CellBackward step) =>
        Kernels.LstmBackward(new LstmBackwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            HiddenGradient = step.HiddenGradient,
            HiddenGradientPitch = step.HiddenGradientPitch,
            CellGradient = _cellGradient!.Pointer + (Workspace.OwnRow(step.Sample) * Padded),
            First = step.IsLast,
            Gates = step.Gates,
            GatesPitch = GatesPitch,
            TanhCell = Kept(_tanhCell!, step.Sample, step.Rows, step.Step),
            PreviousCell = step.IsFirst ? null : Kept(_cell!, step.Sample, step.Rows, step.PreviousStep),
        });

    private float* Kept(NativeBuffer buffer, int sample, int rows, int step) => buffer.Pointer + ((((long)_steps * sample) + ((long)step * rows)) * Padded);
}
