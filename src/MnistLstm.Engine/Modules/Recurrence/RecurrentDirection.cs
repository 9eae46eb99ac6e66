using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>
/// One direction of one recurrent layer. B is the batch, P the hidden size with padding, G the cell's gates, S the steps that are run: all T
/// of them, but one when this is the reverse direction and only the last time step of the output is read.
/// </summary>
/// <remarks>
/// What the way back needs is kept of one block of time at a time, which may be the whole sequence. Of more blocks, the way forward keeps the state
/// that each begins with, and the way back goes through a block's steps anew before it goes back through them. Since weights' gradients are summed from
/// the first step on, and the way back comes there last, it leaves the gradient each block ends with, and when it is done, both ways
/// are gone a second time, for the weights, block after block.
/// </remarks>
internal sealed unsafe partial class RecurrentDirection : IDisposable
{
    private readonly RecurrentCell _cell;
    private readonly int _inputSize;
    private readonly int _hiddenSize;
    private readonly int _gateRows;          // G·H, the rows of the weights
    private readonly bool _reverse;
    private Workspace? _workspace;
    private FeatureBuffer? _input;
    private FeatureBuffer? _output;
    private int _firstStep;
    private TimeBlocks _blocks;
    private NativeBuffer? _gates;            // [steps of a block, B, blocks, P]: what the cell keeps of its gates; after the backward pass their gradients
    private NativeBuffer? _sizes;            // [steps of a block, B, blocks + 1]: see RowSizes
    private NativeBuffer? _hiddenGradient;   // [rows of each thread, P]: dh of the step at hand
    private NativeBuffer? _bias;             // [blocks, P]: b_ih + b_hh, or each alone where the gate has a block for each
    private NativeBuffer? _hiddenWeights;    // [G·H, H] packed; null where they lie so anyway
    private NativeBuffer? _inputWeights;     // [G·H, I] packed; null where the layer has the input's gradient made of both directions at once
    private NativeBuffer? _blockGradients;   // [blocks of time, 2, rows of a thread, P], a thread behind the other: dh and what the cell carries
    private DirectionGradient? _gradient;

    public RecurrentDirection(int layer, RecurrentCell cell, bool reverse, bool bias)
    {
        _cell = cell;
        _inputSize = cell.InputSize;
        _hiddenSize = cell.HiddenSize;
        _gateRows = cell.Gates * cell.HiddenSize;
        _reverse = reverse;
        Parameters = new DirectionParameters(layer, cell, reverse, bias);
    }

    public DirectionParameters Parameters { get; }

    private int StepsRun => _input!.Steps - _firstStep;

    private int HiddenOffset => _reverse ? _hiddenSize : 0;

    public void Prepare(Workspace workspace, FeatureBuffer input, FeatureBuffer output)
    {
        _workspace = workspace;
        _input = input;
        _output = output;
        _firstStep = _reverse && output.Read == StepsRead.Last ? input.Steps - 1 : 0;
        _blocks = new TimeBlocks(StepsRun, workspace.BlockSteps, _reverse);
        Parameters.WeightHh.IsReached = StepsRun > 1;
        _cell.Prepare(workspace, _blocks);
        _gates = workspace.AllocateOfSteps(_blocks.MostSteps * workspace.TrainingBatch * _cell.GatesPitch);
        _sizes = workspace.AllocateOfSteps(_blocks.MostSteps * (long)workspace.TrainingBatch * RowSizes.Floats(_cell.Blocks));
        _hiddenGradient = workspace.Allocate(workspace.OwnTrainingRows * _cell.Padded);
        _bias = workspace.Allocate((long)_cell.Blocks * _cell.Padded);
        _hiddenWeights = workspace.Kernels.LiesPacked(_hiddenSize) ? null : workspace.Allocate(KernelSet.PackedLength(_gateRows, _hiddenSize));
        _gradient = new DirectionGradient(workspace, _cell, Parameters, _reverse);
        _inputWeights = input.NeedsGradient && workspace.BlockSteps < input.Steps ? workspace.Allocate(KernelSet.PackedLength(_gateRows, _inputSize)) : null;
        _blockGradients = _blocks.Count == 1 ? null : workspace.AllocateOfSteps(2L * _blocks.Count * workspace.TrainingBatch * _cell.Padded);
    }

    /// <summary>Whether time step <paramref name="t"/> is run.</summary>
    public bool Runs(int t) => t >= _firstStep;

    /// <summary>The gradients of a step's W_ih·x + b_ih as a product's left matrix; room for G segments is needed.</summary>
    public int InputSegments(Segment* segments, int t, int sample, int batch) =>
        GateSegments(segments, Gates(t - _firstStep, block: 0, sample, batch), hidden: false);

    /// <summary>What is known of the sizes of <see cref="InputSegments"/>.</summary>
    public RowSizes InputSizes(int t, int sample, int batch) => Sizes(t - _firstStep, block: 0, sample, batch);

    public void Forward(in Pass pass, int from, int to)
    {
        if (!pass.Training)
        {
            ForwardSteps(pass, from, to, block: 0, keeps: false, StepsRun);
            return;
        }

        for (int i = 0; i < _blocks.Count; i++)
        {
            int block = _blocks.InOrder(i);
            if (i > 0)
            {
                _cell.KeepPassing(StatePlace(block), from, to - from);
            }

            // Without the steps that are the next one's as well.
            ForwardSteps(pass, from, to, block, keeps: i == _blocks.Count - 1, _blocks.OwnSteps(block));
        }
    }

    public void Backward(in Pass pass, int from, int to)
    {
        for (int i = _blocks.Count - 1; i >= 0; i--)
        {
            int block = _blocks.InOrder(i);
            if (i < _blocks.Count - 1)
            {
                ForwardSteps(pass, from, to, block, keeps: true, StepsOf(block));
            }

            // A first step that the block before has as well is left to it.
            int steps = StepsOf(block) - (!_reverse && i > 0 ? 1 : 0);
            BackwardSteps(pass, from, to, block, steps);
            InputGradient(pass, from, to, block, steps);
            int next = _blocks.Before(_reverse ? _blocks.Last(block) : _blocks.First(block) + 1);
            if (i > 0 && next != _blocks.FinalStep)
            {
                float largestWeight = float.NaN;
                HiddenGradient(pass, from, to, block, next, &largestWeight);
                BlockGradients(_blocks.InOrder(i - 1), from, to, save: true);
            }
        }
    }

    /// <summary>Gradients of this part's rows of the weights.</summary>
    public void Gradient(in Pass pass, int part, int parts, ITeam team)
    {
        int from = (int)((long)pass.Batch * part / parts);
        int to = (int)((long)pass.Batch * (part + 1) / parts);
        for (int block = 0; block < _blocks.Count; block++)
        {
            // The way back has come to the first block last, and it is at hand.
            if (_blocks.Count > 1 && (block > 0 || _reverse))
            {
                if (from < to)
                {
                    ForwardSteps(pass, from, to, block, keeps: true, StepsOf(block));
                    BlockGradients(block, from, to, save: false);
                    BackwardSteps(pass, from, to, block, StepsOf(block));
                }

                team.Barrier();
            }

            _gradient!.Compute(Taken(pass, block), part, parts);
            if (block < _blocks.Count - 1)
            {
                team.Barrier();
            }
        }
    }

    public void Pack(int part, int parts)
    {
        _cell.Pack(Parameters.WeightIh.ValuePointer, Parameters.WeightHh.IsReached ? Parameters.WeightHh.ValuePointer : null, part, parts);
        int begin = (int)((long)_gateRows * part / parts);
        int end = (int)((long)_gateRows * (part + 1) / parts);
        if (Parameters.WeightHh.IsReached && _hiddenWeights != null)
        {
            _workspace!.Kernels.PackRows(_hiddenWeights.Pointer, _gateRows, _hiddenSize, begin, end - begin,
                Parameters.WeightHh.ValuePointer + ((long)begin * _hiddenSize), _hiddenSize);
        }

        if (_inputWeights != null)
        {
            _workspace!.Kernels.PackRows(_inputWeights.Pointer, _gateRows, _inputSize, begin, end - begin,
                Parameters.WeightIh.ValuePointer + ((long)begin * _inputSize), _inputSize);
        }

        for (int gate = 0; gate < _cell.Gates; gate++)
        {
            int from = Math.Max(begin, gate * _hiddenSize);
            int to = Math.Min(end, (gate + 1) * _hiddenSize);
            if (from < to)
            {
                PackBias(gate, from - (gate * _hiddenSize), to - from);
            }
        }
    }

    public void Dispose()
    {
        _cell.Dispose();
        foreach (NativeBuffer? buffer in new[] { _gates, _sizes, _hiddenGradient, _bias, _hiddenWeights, _inputWeights, _blockGradients })
        {
            buffer?.Dispose();
        }

        _gradient?.Dispose();
    }

    private void PackBias(int gate, int unit, int count)
    {
        if (Parameters.BiasIh is null || Parameters.BiasHh is null)
        {
            return; // chains begin with the buffer's zeros
        }

        int j = (gate * _hiddenSize) + unit;
        ReadOnlySpan<float> ih = Parameters.BiasIh.Values.Slice(j, count);
        ReadOnlySpan<float> hh = Parameters.BiasHh.Values.Slice(j, count);
        int hiddenBlock = _cell.HiddenBlock(gate);
        Span<float> bias = Block(gate);
        if (hiddenBlock == gate)
        {
            for (int i = 0; i < count; i++)
            {
                bias[i] = ih[i] + hh[i];
            }
        }
        else
        {
            ih.CopyTo(bias);
            hh.CopyTo(Block(hiddenBlock));
        }

        Span<float> Block(int block) => new(_bias!.Pointer + ((long)block * _cell.Padded) + unit, count);
    }
}
