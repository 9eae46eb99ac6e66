using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>
/// One direction of one recurrent layer. B is the batch, P the hidden size with padding, G the cell's gates, S the steps that are run: all T
/// of them, but one when this is the reverse direction and only the last time step of the output is read.
/// </summary>
internal sealed unsafe class RecurrentDirection : IDisposable
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
    private NativeBuffer? _gates;            // [S, B, blocks, P]: what the cell keeps of its gates; after the backward pass their gradients
    private NativeBuffer? _hiddenGradient;   // [rows of each thread, P]: dh of the step at hand
    private NativeBuffer? _bias;             // [blocks, P]: b_ih + b_hh, or each alone where the gate has a block for each
    private NativeBuffer? _hiddenWeights;    // [G·H, H] packed; null where they lie so anyway
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
        Parameters.WeightHh.IsReached = StepsRun > 1;
        _cell.Prepare(workspace, StepsRun);
        _gates = new NativeBuffer(StepsRun * workspace.MaxBatch * _cell.GatesPitch);
        _hiddenGradient = new NativeBuffer(workspace.OwnRows * _cell.Padded);
        _bias = new NativeBuffer((long)_cell.Blocks * _cell.Padded);
        _hiddenWeights = workspace.Kernels.LiesPacked(_hiddenSize) ? null : new NativeBuffer(KernelSet.PackedLength(_gateRows, _hiddenSize));
        _gradient = new DirectionGradient(workspace, _cell, Parameters, _reverse);
    }

    /// <summary>Whether time step <paramref name="t"/> is run.</summary>
    public bool Runs(int t) => t >= _firstStep;

    /// <summary>The gradients of a step's W_ih·x + b_ih as a product's left matrix; room for G segments is needed.</summary>
    public int InputSegments(Segment* segments, int t, int sample, int batch) => GateSegments(segments, t, sample, batch, hidden: false);

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

            _cell.Forward(new CellForward
            {
                Rows = to - from,
                Training = pass.Training,
                Segments = segments,
                SegmentCount = s > 0 ? 2 : 1,
                Bias = _bias!.Pointer,
                Gates = Gates(t, from, pass.Batch),
                Hidden = Hidden(t, from, pass.Batch),
                HiddenPitch = _output!.Pitch,
                Sample = from,
                Step = t - _firstStep,
                PreviousStep = s > 0 ? Time(s - 1) - _firstStep : 0,
            });
        }
    }

    public void Backward(in Pass pass, int from, int to)
    {
        Segment* segments = stackalloc Segment[_cell.Gates];
        for (int s = StepsRun - 1; s >= 0; s--)
        {
            int t = Time(s);
            bool last = s == StepsRun - 1;
            float* outputGradient = OutputGradient(t, from, pass.Batch);
            float* hiddenGradient = _hiddenGradient!.Pointer + (Workspace.OwnRow(from) * _cell.Padded);
            if (!last)
            {
                // dh = what the output asks for, or what the later step carried over with it, + its gate gradients · weight_hh
                float* carry = _cell.Carry(from);
                int count = GateSegments(segments, Time(s + 1), from, pass.Batch, hidden: true);
                _workspace!.Kernels.Product(new ProductArgs
                {
                    Rows = to - from,
                    Columns = _hiddenSize,
                    Depth = _gateRows,
                    Segments = segments,
                    SegmentCount = count,
                    Packed = _hiddenWeights == null ? Parameters.WeightHh.ValuePointer : _hiddenWeights.Pointer,
                    Start = carry == null ? outputGradient : carry,
                    StartPitch = carry == null ? _output!.Pitch : _cell.Padded,
                    MayVanish = true,
                    Output = hiddenGradient,
                    OutputPitch = _cell.Padded,
                });
            }

            _cell.Backward(new CellBackward
            {
                Rows = to - from,
                HiddenGradient = last ? outputGradient : hiddenGradient,
                HiddenGradientPitch = last ? _output!.Pitch : _cell.Padded,
                Gates = Gates(t, from, pass.Batch),
                Hidden = Hidden(t, from, pass.Batch),
                PreviousHidden = s > 0 ? Hidden(Time(s - 1), from, pass.Batch) : null,
                PreviousAsked = s > 0 ? OutputGradient(Time(s - 1), from, pass.Batch) : null,
                HiddenPitch = _output!.Pitch,
                IsLast = last,
                Sample = from,
                Step = t - _firstStep,
                PreviousStep = s > 0 ? Time(s - 1) - _firstStep : 0,
            });
        }
    }

    /// <summary>Gradients of this part's rows of the weights.</summary>
    public void Gradient(in Pass pass, int part, int parts) => _gradient!.Compute(
        new StepsTaken
        {
            Batch = pass.Batch,
            Steps = StepsRun,
            Gates = Gates(_firstStep, 0, pass.Batch),
            Hidden = Hidden(_firstStep, 0, pass.Batch),
            HiddenPitch = _output!.Pitch,
            Input = _input!.Row(_firstStep, 0, pass.Batch),
            InputPitch = _input.Pitch,
            InputEndsInOne = _input.EndsInOne,
        },
        part,
        parts);

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
        foreach (NativeBuffer? buffer in new[] { _gates, _hiddenGradient, _bias, _hiddenWeights })
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

    // One segment a gate, or fewer: blocks that follow each other without padding between them are one.
    private int GateSegments(Segment* segments, int t, int sample, int batch, bool hidden)
    {
        float* row = Gates(t, sample, batch);
        int count = 0;
        for (int gate = 0; gate < _cell.Gates; gate++)
        {
            float* block = row + ((hidden ? _cell.HiddenBlock(gate) : gate) * _cell.Padded);
            if (count > 0 && segments[count - 1].Values + segments[count - 1].Count == block)
            {
                segments[count - 1].Count += _hiddenSize;
            }
            else
            {
                segments[count++] = new Segment(block, _cell.GatesPitch, _hiddenSize);
            }
        }

        return count;
    }

    /// <summary>What the output asks for at a step; null where nothing.</summary>
    private float* OutputGradient(int t, int sample, int batch)
    {
        float* row = _output!.GradientRow(t, sample, batch, _reverse ? 1 : 0);
        return row == null ? null : row + HiddenOffset;
    }

    /// <summary>The time of the s-th step that is run.</summary>
    private int Time(int s) => _reverse ? _input!.Steps - 1 - s : s;

    private float* Hidden(int t, int sample, int batch) => _output!.Row(t, sample, batch) + HiddenOffset;

    private float* Gates(int t, int sample, int batch) => _gates!.Pointer + (Row(t, sample, batch) * _cell.GatesPitch);

    private long Row(int t, int sample, int batch) => ((long)(t - _firstStep) * batch) + sample;
}
