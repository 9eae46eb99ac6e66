using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>One recurrent layer in one or two directions: [T, B, I] → [T, B, D·H].</summary>
internal sealed unsafe class RecurrentLayer : IDisposable
{
    private readonly RecurrentCell _cell;
    private readonly RecurrentDirection[] _directions;
    private Workspace? _workspace;
    private FeatureBuffer? _input;
    private FeatureBuffer? _output;
    private NativeBuffer? _inputWeights;

    /// <param name="layer">Its number, from 0.</param>
    /// <param name="cells">The forward direction's cell, then the reverse one's, if there is one.</param>
    /// <param name="bias">Whether it has biases.</param>
    public RecurrentLayer(int layer, RecurrentCell[] cells, bool bias)
    {
        _cell = cells[0];
        _directions = new RecurrentDirection[cells.Length];
        for (int direction = 0; direction < cells.Length; direction++)
        {
            _directions[direction] = new RecurrentDirection(layer, cells[direction], reverse: direction == 1, bias);
        }
    }

    public IEnumerable<Parameter> Parameters => _directions.SelectMany(d => d.Parameters.InOrder);

    /// <summary>G.</summary>
    public int Gates => _cell.Gates;

    private int InputSize => _cell.InputSize;

    private int GateRows => _cell.Gates * _cell.HiddenSize;

    private int InputWeightDepth => _directions.Length * GateRows;

    public FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        _workspace = workspace;
        _input = input;
        _output = new FeatureBuffer(new FeatureShape(input.Steps, _directions.Length * _cell.HiddenSize, _directions.Length), workspace,
            needsGradient: true, read);
        foreach (RecurrentDirection direction in _directions)
        {
            direction.Prepare(workspace, input, _output);
        }

        // Of a sequence in blocks no direction's gates are all at hand at once: each adds its own part to the input's gradient.
        _inputWeights = input.NeedsGradient && workspace.BlockSteps >= input.Steps
            ? workspace.Allocate(KernelSet.PackedLength(InputWeightDepth, InputSize))
            : null;

        return _output;
    }

    public void Forward(in Pass pass, int from, int to)
    {
        foreach (RecurrentDirection direction in _directions)
        {
            direction.Forward(pass, from, to);
        }
    }

    public void Backward(in Pass pass, int from, int to)
    {
        foreach (RecurrentDirection direction in _directions)
        {
            direction.Backward(pass, from, to);
        }

        if (_inputWeights != null)
        {
            InputGradient(pass, from, to);
        }
    }

    public void Gradient(in Pass pass, int part, int parts, ITeam team)
    {
        foreach (RecurrentDirection direction in _directions)
        {
            direction.Gradient(pass, part, parts, team);
        }
    }

    public void Pack(int part, int parts)
    {
        foreach (RecurrentDirection direction in _directions)
        {
            direction.Pack(part, parts);
        }

        if (_inputWeights != null && part == parts - 1)
        {
            for (int d = 0; d < _directions.Length; d++)
            {
                _workspace!.Kernels.PackRows(_inputWeights.Pointer, InputWeightDepth, InputSize, d * GateRows, GateRows,
                    _directions[d].Parameters.WeightIh.ValuePointer, InputSize);
            }
        }
    }

    public void Dispose()
    {
        foreach (RecurrentDirection direction in _directions)
        {
            direction.Dispose();
        }

        _output?.Dispose();
        _inputWeights?.Dispose();
    }

    // dx = the gates' gradients · weight_ih: one chain over the forward direction's gates, then the reverse one's.
    private void InputGradient(in Pass pass, int from, int to)
    {
        Segment* segments = stackalloc Segment[2 * _cell.Gates];
        float largestWeight = float.NaN;
        for (int t = 0; t < _input!.Steps; t++)
        {
            int count = 0;
            foreach (RecurrentDirection direction in _directions)
            {
                if (direction.Runs(t))
                {
                    count += direction.InputSegments(segments + count, t, from, pass.Batch);
                }
            }

            _workspace!.Kernels.Product(new ProductArgs
            {
                Rows = to - from,
                Columns = InputSize,
                Depth = InputWeightDepth,
                Segments = segments,
                SegmentCount = count,
                Packed = _inputWeights!.Pointer,
                MayVanish = true,
                Sizes = _directions.Length == 1 ? _directions[0].InputSizes(t, from, pass.Batch) : default,
                LargestWeight = &largestWeight,
                Output = _input.GradientRow(t, from, pass.Batch),
                OutputPitch = _input.Pitch,
            });
        }
    }
}
