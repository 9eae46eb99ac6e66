using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Modules;

/// <summary>One layer of an LSTM in one or two directions: [T, B, I] → [T, B, D·H].</summary>
internal sealed unsafe class LstmLayer : IDisposable
{
    private readonly LstmDirection[] _directions;
    private Workspace? _workspace;
    private Activation? _input;
    private Activation? _output;
    private NativeBuffer? _inputWeights;

    public LstmLayer(int layer, int inputSize, int hiddenSize, bool bidirectional)
    {
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        _directions = bidirectional
            ? [new(layer, inputSize, hiddenSize, reverse: false), new(layer, inputSize, hiddenSize, reverse: true)]
            : [new(layer, inputSize, hiddenSize, reverse: false)];
    }

    public int InputSize { get; }

    public int HiddenSize { get; }

    public IEnumerable<Parameter> Parameters => _directions.SelectMany(d => d.Parameters);

    private int InputWeightDepth => _directions.Length * 4 * HiddenSize;

    public Activation Prepare(Workspace workspace, Activation input, bool onlyLastStep)
    {
        _workspace = workspace;
        _input = input;
        _output = new Activation(new FeatureShape(input.Steps, _directions.Length * HiddenSize), workspace.MaxBatch, needsGradient: true, onlyLastStep);
        foreach (LstmDirection direction in _directions)
        {
            direction.Prepare(workspace, input, _output);
        }

        if (input.NeedsGradient)
        {
            _inputWeights = new NativeBuffer(Kernels.Kernels.PackedLength(InputWeightDepth, InputSize));
        }

        return _output;
    }

    public void Forward(in Pass pass, int from, int to)
    {
        foreach (LstmDirection direction in _directions)
        {
            direction.Forward(pass, from, to);
        }
    }

    public void Backward(in Pass pass, int from, int to)
    {
        foreach (LstmDirection direction in _directions)
        {
            direction.Backward(pass, from, to);
        }

        if (_input!.NeedsGradient)
        {
            InputGradient(pass, from, to);
        }
    }

    public void Gradient(in Pass pass, int part, int parts)
    {
        foreach (LstmDirection direction in _directions)
        {
            direction.Gradient(pass, part, parts);
        }
    }

    public void Pack(int part, int parts)
    {
        foreach (LstmDirection direction in _directions)
        {
            direction.Pack(part, parts);
        }

        if (_inputWeights != null && part == parts - 1)
        {
            for (int d = 0; d < _directions.Length; d++)
            {
                _workspace!.Kernels.PackRows(_inputWeights.Pointer, InputWeightDepth, InputSize, d * 4 * HiddenSize, 4 * HiddenSize, _directions[d].WeightIh.ValuePointer, InputSize);
            }
        }
    }

    public void Dispose()
    {
        foreach (LstmDirection direction in _directions)
        {
            direction.Dispose();
        }

        _output?.Dispose();
        _inputWeights?.Dispose();
    }

    // dx = the gates' gradients · weight_ih: one chain over the forward direction's 4·H, then the reverse one's.
    private void InputGradient(in Pass pass, int from, int to)
    {
        Segment* segments = stackalloc Segment[8];
        for (int t = 0; t < _input!.Steps; t++)
        {
            int count = 0;
            foreach (LstmDirection direction in _directions)
            {
                if (direction.Runs(t))
                {
                    count += direction.GateSegments(segments + count, t, from, pass.Batch);
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
                Output = _input.GradientRow(t, from, pass.Batch),
                OutputPitch = _input.Pitch,
            });
        }
    }
}
