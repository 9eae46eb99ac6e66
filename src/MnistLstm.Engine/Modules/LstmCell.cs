using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Modules;

/// <summary>The cell of an LSTM: i, f, g, o; c = f·c' + i·g; h = o·tanh(c).</summary>
internal sealed unsafe class LstmCell(int inputSize, int hiddenSize) : RecurrentCell(inputSize, hiddenSize)
{
    private NativeBuffer? _cell;             // [S, B, P]: c
    private NativeBuffer? _tanhCell;         // [S, B, P]: tanh(c)
    private NativeBuffer? _cellGradient;     // [B, P]: dc carried backwards

    public override int Gates => 4;

    public override void Prepare(Workspace workspace, int steps)
    {
        base.Prepare(workspace, steps);
        long rows = (long)steps * workspace.MaxBatch;
        _cell = Allocate(rows * Padded);
        _tanhCell = Allocate(rows * Padded);
        _cellGradient = Allocate((long)workspace.MaxBatch * Padded);
    }

    public override void Pack(float* weightIh, float* weightHh, int part, int parts) =>
        Kernels.PackGates(Weights, HiddenSize, InputSize, weightIh, weightHh, part, parts);

    public override void Forward(in CellForward step)
    {
        // In evaluation one step's c is enough.
        float* cell = step.Training ? Cell(step.Row) : Cell(step.Sample);
        Kernels.LstmForward(new LstmForwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            Segments = step.Segments,
            SegmentCount = step.SegmentCount,
            Packed = Weights,
            PackedDepth = WeightsDepth,
            Bias = step.Bias,
            PreviousCell = step.IsFirst ? null : step.Training ? Cell(step.PreviousRow) : cell,
            Gates = step.Training ? step.Gates : null,
            GatesPitch = GatesPitch,
            Cell = cell,
            TanhCell = step.Training ? TanhCell(step.Row) : null,
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
            CellGradient = _cellGradient!.Pointer + ((long)step.Sample * Padded),
            First = step.IsLast,
            Gates = step.Gates,
            GatesPitch = GatesPitch,
            TanhCell = TanhCell(step.Row),
            PreviousCell = step.IsFirst ? null : Cell(step.PreviousRow),
        });

    private float* Cell(long row) => _cell!.Pointer + (row * Padded);

    private float* TanhCell(long row) => _tanhCell!.Pointer + (row * Padded);
}
