using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>The cell of an LSTM: i, f, g, o; c = f·c' + i·g; h = o·tanh(c).</summary>
internal sealed unsafe class LstmCell(int inputSize, int hiddenSize) : RecurrentCell(inputSize, hiddenSize)
{
    // Each thread's rows by themselves, see Workspace.OwnRow.
    private NativeBuffer? _cell;             // [places, rows of a thread, P], a thread behind the other: c
    private NativeBuffer? _tanhCell;         // the same of tanh(c), of a block's steps alone
    private NativeBuffer? _passingCell;      // [rows of each thread, P]: c where none is kept
    private NativeBuffer? _cellGradient;     // [rows of each thread, P]: dc carried backwards
    private int _steps;
    private int _places;

    public override int Gates => 4;

    public override float* CarriedGradient(int sample) => _cellGradient!.Pointer + (Workspace.OwnRow(sample) * Padded);

    public override void Prepare(Workspace workspace, TimeBlocks blocks)
    {
        base.Prepare(workspace, blocks);
        _steps = blocks.MostSteps;
        _places = blocks.Count == 1 ? _steps : _steps + blocks.Count;
        _cell = Keep(workspace.AllocateOfSteps((long)_places * workspace.TrainingBatch * Padded));
        _tanhCell = Keep(workspace.AllocateOfSteps((long)_steps * workspace.TrainingBatch * Padded));
        _passingCell = Keep(workspace.Allocate(workspace.OwnRows * Padded));
        _cellGradient = Keep(workspace.Allocate(workspace.OwnTrainingRows * Padded));
    }

    public override void Pack(float* weightIh, float* weightHh, int part, int parts) =>
        Kernels.PackLstm(Weights, HiddenSize, InputSize, weightIh, weightHh, part, parts);

    public override void KeepPassing(int place, int sample, int rows) =>
        new Span<float>(Cell(Passing, sample, rows), rows * Padded).CopyTo(new Span<float>(Cell(place, sample, rows), rows * Padded));

    public override void Forward(in CellForward step) =>
        Kernels.LstmForward(new LstmForwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            Segments = step.Segments,
            SegmentCount = step.SegmentCount,
            Packed = Weights,
            PackedDepth = WeightsDepth,
            Bias = step.Bias,
            PreviousCell = step.IsFirst ? null : Cell(step.PreviousPlace, step.Sample, step.Rows),
            Gates = step.Keeps ? step.Gates : null,
            GatesPitch = GatesPitch,
            Cell = Cell(step.Keeps ? step.Place : Passing, step.Sample, step.Rows),
            TanhCell = step.Keeps ? TanhCell(step.Place, step.Sample, step.Rows) : null,
            Hidden = step.Hidden,
            HiddenPitch = step.HiddenPitch,
        });

    public override void Backward(in CellBackward step) =>
        Kernels.LstmBackward(new LstmBackwardArgs
        {
            Rows = step.Rows,
            HiddenSize = HiddenSize,
            HiddenGradient = step.HiddenGradient,
            HiddenGradientPitch = step.HiddenGradientPitch,
            CellGradient = CarriedGradient(step.Sample),
            First = step.IsLast,
            Gates = step.Gates,
            GatesPitch = GatesPitch,
            TanhCell = TanhCell(step.Place, step.Sample, step.Rows),
            PreviousCell = step.IsFirst ? null : Cell(step.PreviousPlace, step.Sample, step.Rows),
            PreviousHidden = step.PreviousHidden,
            PreviousHiddenPitch = step.HiddenPitch,
            Sizes = step.Sizes,
        });

    private float* Cell(int place, int sample, int rows) => place == Passing
        ? _passingCell!.Pointer + (Workspace.OwnRow(sample) * Padded)
        : _cell!.Pointer + ((((long)_places * sample) + ((long)place * rows)) * Padded);

    private float* TanhCell(int place, int sample, int rows) => _tanhCell!.Pointer + ((((long)_steps * sample) + ((long)place * rows)) * Padded);
}
