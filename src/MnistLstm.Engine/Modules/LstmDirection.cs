using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// One direction of one LSTM layer. B is the batch, P the hidden size with padding, S the steps that are run: all T of them, but one when
/// this is the reverse direction and only the last time step of the output is read.
/// </summary>
internal sealed unsafe class LstmDirection : IDisposable
{
    private readonly int _inputSize;
    private readonly int _hiddenSize;
    private readonly int _padded;
    private readonly bool _reverse;
    private Workspace? _workspace;
    private Activation? _input;
    private Activation? _output;
    private int _firstStep;
    private NativeBuffer? _gates;            // [S, B, 4, P]: i, f, g, o; after the backward pass the gradients before the activation
    private NativeBuffer? _cell;             // [S, B, P]: c
    private NativeBuffer? _tanhCell;         // [S, B, P]: tanh(c)
    private NativeBuffer? _hiddenGradient;   // [B, P]: dh of the step at hand
    private NativeBuffer? _cellGradient;     // [B, P]: dc carried backwards
    private NativeBuffer? _bias;             // [4, P]: b_ih + b_hh
    private NativeBuffer? _gateWeights;      // [I + H, 4·H] packed
    private NativeBuffer? _hiddenWeights;    // [4·H, H] packed
    private NativeBuffer? _scratch;          // [parts, 4·H, 64]

    public LstmDirection(int layer, int inputSize, int hiddenSize, bool reverse)
    {
        _inputSize = inputSize;
        _hiddenSize = hiddenSize;
        _padded = Kernels.Kernels.Pad(hiddenSize);
        _reverse = reverse;
        string suffix = $"l{layer}{(reverse ? "_reverse" : "")}";
        WeightIh = new Parameter($"weight_ih_{suffix}", 4 * hiddenSize, inputSize);
        WeightHh = new Parameter($"weight_hh_{suffix}", 4 * hiddenSize, hiddenSize);
        BiasIh = new Parameter($"bias_ih_{suffix}", 4 * hiddenSize);
        BiasHh = new Parameter($"bias_hh_{suffix}", 4 * hiddenSize);
    }

    public Parameter WeightIh { get; }

    public Parameter WeightHh { get; }

    public Parameter BiasIh { get; }

    public Parameter BiasHh { get; }

    public Parameter[] Parameters => [WeightIh, WeightHh, BiasIh, BiasHh];

    private int StepsRun => _input!.Steps - _firstStep;

    private int HiddenOffset => _reverse ? _hiddenSize : 0;

    public void Prepare(Workspace workspace, Activation input, Activation output)
    {
        _workspace = workspace;
        _input = input;
        _output = output;
        _firstStep = _reverse && output.OnlyLastStep ? input.Steps - 1 : 0;
        long rows = (long)StepsRun * workspace.MaxBatch;
        _gates = new NativeBuffer(rows * 4 * _padded);
        _cell = new NativeBuffer(rows * _padded);
        _tanhCell = new NativeBuffer(rows * _padded);
        _hiddenGradient = new NativeBuffer((long)workspace.MaxBatch * _padded);
        _cellGradient = new NativeBuffer((long)workspace.MaxBatch * _padded);
        _bias = new NativeBuffer(4 * _padded);
        _gateWeights = new NativeBuffer((long)(_inputSize + _hiddenSize) * 4 * _padded);
        _hiddenWeights = new NativeBuffer(Kernels.Kernels.PackedLength(4 * _hiddenSize, _hiddenSize));
        _scratch = new NativeBuffer((long)workspace.Parts * ScratchPerPart);
    }

    private long ScratchPerPart => 4L * _hiddenSize * 4 * Kernels.Kernels.Padding;

    /// <summary>Whether time step <paramref name="t"/> is run.</summary>
    public bool Runs(int t) => t >= _firstStep;

    /// <summary>The gates' gradients of a step as a product's left matrix: 4 segments, or one where there is no padding between them.</summary>
    public int GateSegments(Segment* segments, int t, int sample, int batch)
    {
        float* row = Gates(t, sample, batch);
        long pitch = 4L * _padded;
        if (_padded == _hiddenSize)
        {
            segments[0] = new Segment(row, pitch, 4 * _hiddenSize);
            return 1;
        }

        for (int gate = 0; gate < 4; gate++)
        {
            segments[gate] = new Segment(row + (gate * _padded), pitch, _hiddenSize);
        }

        return 4;
    }

    public void Forward(in Pass pass, int from, int to)
    {
        Segment* segments = stackalloc Segment[2];
        for (int s = 0; s < StepsRun; s++)
        {
            int t = Time(s);
            segments[0] = new Segment(_input!.Row(t, from, pass.Batch), _input.Pitch, _inputSize);
            if (s > 0)
            {
                segments[1] = new Segment(Hidden(Time(s - 1), from, pass.Batch), _output!.Pitch, _hiddenSize);
            }

            // In evaluation one step's c is enough.
            float* cell = pass.Training ? Cell(t, from, pass.Batch) : _cell!.Pointer + ((long)from * _padded);
            _workspace!.Kernels.LstmForward(new LstmForwardArgs
            {
                Rows = to - from,
                HiddenSize = _hiddenSize,
                Segments = segments,
                SegmentCount = s > 0 ? 2 : 1,
                Packed = _gateWeights!.Pointer,
                PackedDepth = _inputSize + _hiddenSize,
                Bias = _bias!.Pointer,
                PreviousCell = s == 0 ? null : pass.Training ? Cell(Time(s - 1), from, pass.Batch) : cell,
                Gates = pass.Training ? Gates(t, from, pass.Batch) : null,
                Cell = cell,
                TanhCell = pass.Training ? TanhCell(t, from, pass.Batch) : null,
                Hidden = Hidden(t, from, pass.Batch),
                HiddenPitch = _output!.Pitch,
            });
        }
    }

    public void Backward(in Pass pass, int from, int to)
    {
        Segment* segments = stackalloc Segment[4];
        for (int s = StepsRun - 1; s >= 0; s--)
        {
            int t = Time(s);
            bool first = s == StepsRun - 1;
            float* outputGradient = _output!.GradientRow(t, from, pass.Batch);
            if (outputGradient != null)
            {
                outputGradient += HiddenOffset;
            }

            float* hiddenGradient = _hiddenGradient!.Pointer + ((long)from * _padded);
            if (!first)
            {
                // dh = what the output asks for + the later step's gate gradients · weight_hh
                int count = GateSegments(segments, Time(s + 1), from, pass.Batch);
                _workspace!.Kernels.Product(new ProductArgs
                {
                    Rows = to - from,
                    Columns = _hiddenSize,
                    Depth = 4 * _hiddenSize,
                    Segments = segments,
                    SegmentCount = count,
                    Packed = _hiddenWeights!.Pointer,
                    Start = outputGradient,
                    StartPitch = _output.Pitch,
                    Output = hiddenGradient,
                    OutputPitch = _padded,
                });
            }

            _workspace!.Kernels.LstmBackward(new LstmBackwardArgs
            {
                Rows = to - from,
                HiddenSize = _hiddenSize,
                HiddenGradient = first ? outputGradient : hiddenGradient,
                HiddenGradientPitch = first ? _output.Pitch : _padded,
                CellGradient = _cellGradient!.Pointer + ((long)from * _padded),
                First = first,
                Gates = Gates(t, from, pass.Batch),
                TanhCell = TanhCell(t, from, pass.Batch),
                PreviousCell = s == 0 ? null : Cell(Time(s - 1), from, pass.Batch),
            });
        }
    }

    /// <summary>Gradients of this part's rows of the weights, gate by gate; the chains run over t ascending, then b ascending.</summary>
    public void Gradient(in Pass pass, int part, int parts)
    {
        int begin = (int)(4L * _hiddenSize * part / parts);
        int end = (int)(4L * _hiddenSize * (part + 1) / parts);
        for (int gate = 0; gate < 4; gate++)
        {
            int from = Math.Max(begin, gate * _hiddenSize);
            int to = Math.Min(end, (gate + 1) * _hiddenSize);
            if (from < to)
            {
                Gradient(pass.Batch, gate, from, to - from, _scratch!.Pointer + (part * ScratchPerPart));
            }
        }
    }

    public void Pack(int part, int parts)
    {
        Kernels.Kernels kernels = _workspace!.Kernels;
        kernels.PackGates(_gateWeights!.Pointer, _hiddenSize, _inputSize, WeightIh.ValuePointer, WeightHh.ValuePointer, part, parts);
        int begin = 4 * _hiddenSize * part / parts;
        int end = 4 * _hiddenSize * (part + 1) / parts;
        kernels.PackRows(_hiddenWeights!.Pointer, 4 * _hiddenSize, _hiddenSize, begin, end - begin, WeightHh.ValuePointer + ((long)begin * _hiddenSize), _hiddenSize);
        for (int j = begin; j < end; j++)
        {
            _bias!.Pointer[(j / _hiddenSize * _padded) + (j % _hiddenSize)] = BiasIh.ValuePointer[j] + BiasHh.ValuePointer[j];
        }
    }

    public void Dispose()
    {
        foreach (NativeBuffer? buffer in new[] { _gates, _cell, _tanhCell, _hiddenGradient, _cellGradient, _bias, _gateWeights, _hiddenWeights, _scratch })
        {
            buffer?.Dispose();
        }
    }

    private void Gradient(int batch, int gate, int j, int count, float* scratch)
    {
        Kernels.Kernels kernels = _workspace!.Kernels;
        int gateColumn = (gate * _padded) + (j - (gate * _hiddenSize));
        GradientArgs args = new()
        {
            Rows = StepsRun * batch,
            D = Gates(_firstStep, 0, batch) + gateColumn,
            DPitch = 4L * _padded,
            J = count,
            X = _input!.Row(_firstStep, 0, batch),
            XPitch = _input.Pitch,
            Columns = _inputSize,
            Output = WeightIh.GradientPointer + ((long)j * _inputSize),
            OutputPitch = _inputSize,
            Scratch = scratch,
        };
        kernels.Gradient(args);

        // The hidden state a step reads is its neighbour's: the earlier one, or in reverse the later one.
        int steps = StepsRun - 1;
        args.Rows = steps * batch;
        args.D = Gates(_reverse || steps == 0 ? _firstStep : _firstStep + 1, 0, batch) + gateColumn;
        args.X = Hidden(_reverse && steps > 0 ? _firstStep + 1 : _firstStep, 0, batch);
        args.XPitch = _output!.Pitch;
        args.Columns = _hiddenSize;
        args.Output = WeightHh.GradientPointer + ((long)j * _hiddenSize);
        args.OutputPitch = _hiddenSize;
        kernels.Gradient(args);

        kernels.ColumnSum(Gates(_firstStep, 0, batch) + gateColumn, 4L * _padded, StepsRun * batch, count, BiasIh.GradientPointer + j);
        new Span<float>(BiasIh.GradientPointer + j, count).CopyTo(new Span<float>(BiasHh.GradientPointer + j, count));
    }

    /// <summary>The time of the s-th step that is run.</summary>
    private int Time(int s) => _reverse ? _input!.Steps - 1 - s : s;

    private float* Hidden(int t, int sample, int batch) => _output!.Row(t, sample, batch) + HiddenOffset;

    private float* Gates(int t, int sample, int batch) => _gates!.Pointer + (Row(t, sample, batch) * 4 * _padded);

    private float* Cell(int t, int sample, int batch) => _cell!.Pointer + (Row(t, sample, batch) * _padded);

    private float* TanhCell(int t, int sample, int batch) => _tanhCell!.Pointer + (Row(t, sample, batch) * _padded);

    private long Row(int t, int sample, int batch) => ((long)(t - _firstStep) * batch) + sample;
}
