using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.Linear(in_features, out_features)</c>: [B, F] → [B, O], or each step of [B, T, F] → [B, T, O]; y = bias + x·weightᵀ, one chain an
/// output, features ascending.
/// </summary>
public sealed unsafe class Linear : Module
{
    private Workspace? _workspace;
    private FeatureBuffer? _input;
    private FeatureBuffer? _output;
    private int _firstStep;                  // of those whose output is read
    private NativeBuffer? _forwardWeights;   // [F, O] packed
    private NativeBuffer? _backwardWeights;  // [O, F] packed
    private NativeBuffer? _scratch;          // [parts, …]: the weight gradient on its way

    /// <summary>Creates the layer, its parameters not yet initialised.</summary>
    /// <param name="inFeatures">F.</param>
    /// <param name="outFeatures">O.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public Linear(int inFeatures, int outFeatures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        InFeatures = inFeatures;
        OutFeatures = outFeatures;
        Parameters = [new Parameter("weight", outFeatures, inFeatures), new Parameter("bias", outFeatures)];
    }

    /// <summary>F.</summary>
    public int InFeatures { get; }

    /// <summary>O.</summary>
    public int OutFeatures { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>[out_features, in_features].</summary>
    public Parameter weight => Parameters[0];

    /// <summary>[out_features].</summary>
    public Parameter bias => Parameters[1];

    private long ScratchPerPart => GradientBlocks.Scratch(OutFeatures, InFeatures);

    /// <inheritdoc/>
    public override void Initialize(Mt19937 random)
    {
        Initialization.LinearWeight(random, weight.Values, InFeatures);
        Initialization.LinearBias(random, bias.Values, InFeatures);
    }

    internal override void Reinitialize(InitialDraws draws, InitialValues initial)
    {
        initial.Linear?.Fill(weight, draws);
        initial.Bias?.Fill(bias, draws);
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"Linear(in_features={InFeatures}, out_features={OutFeatures}, bias=True)";

    internal override void Free()
    {
        foreach (IDisposable? buffer in new IDisposable?[] { _output, _forwardWeights, _backwardWeights, _scratch })
        {
            buffer?.Dispose();
        }
    }

    internal override FeatureShape Infer(FeatureShape input) =>
        input.Features != InFeatures
            ? throw new ArgumentException($"{this} reads {InFeatures} features, got {input}", nameof(input))
            : new FeatureShape(input.Steps, OutFeatures);

    internal override StepsRead Reads(StepsRead output) => output;

    internal override UsefulFlops Flops(FeatureShape input, StepsRead read, bool inputGradient)
    {
        long product = 2L * InFeatures * OutFeatures * (read == StepsRead.Last ? 1 : Math.Max(1, input.Steps));
        return new UsefulFlops(product, inputGradient ? product : 0, product);
    }

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        _workspace = workspace;
        _input = input;
        _forwardWeights = workspace.Allocate(KernelSet.PackedLength(InFeatures, OutFeatures));
        _backwardWeights = workspace.Allocate(KernelSet.PackedLength(OutFeatures, InFeatures));
        _scratch = workspace.Allocate(workspace.Parts * ScratchPerPart);
        _output = new FeatureBuffer(new FeatureShape(input.Steps, OutFeatures), workspace, needsGradient: true, read);
        _firstStep = read == StepsRead.Last ? input.Steps - 1 : 0;
        return _output;
    }

    internal override void Forward(in Pass pass, int from, int to)
    {
        for (int t = _firstStep; t < _input!.Steps; t++)
        {
            Segment segment = new(_input.Row(t, from, pass.Batch), _input.Pitch, InFeatures);
            _workspace!.Kernels.Product(new ProductArgs
            {
                Rows = to - from,
                Columns = OutFeatures,
                Depth = InFeatures,
                Segments = &segment,
                SegmentCount = 1,
                Packed = _forwardWeights!.Pointer,
                Start = bias.ValuePointer,
                StartPitch = 0,
                Output = _output!.Row(t, from, pass.Batch),
                OutputPitch = _output.Pitch,
            });
        }
    }

    internal override void Backward(in Pass pass, int from, int to)
    {
        if (!_input!.NeedsGradient)
        {
            return;
        }

        for (int t = _firstStep; t < _input.Steps; t++)
        {
            Segment segment = new(_output!.GradientRow(t, from, pass.Batch), _output.Pitch, OutFeatures);
            _workspace!.Kernels.Product(new ProductArgs
            {
                Rows = to - from,
                Columns = InFeatures,
                Depth = OutFeatures,
                Segments = &segment,
                SegmentCount = 1,
                Packed = _backwardWeights!.Pointer,
                Output = _input.GradientRow(t, from, pass.Batch),
                OutputPitch = _input.Pitch,
            });
        }
    }

    internal override void Gradient(in Pass pass, int part, int parts, ITeam team)
    {
        int begin = (int)((long)OutFeatures * part / parts);
        int count = (int)((long)OutFeatures * (part + 1) / parts) - begin;
        int rows = (_input!.Steps - _firstStep) * pass.Batch;
        float* d = _output!.GradientRow(_firstStep, 0, pass.Batch) + begin;
        _workspace!.Kernels.Gradient(new GradientArgs
        {
            Rows = rows,
            D = d,
            DPitch = _output.Pitch,
            J = count,
            X = _input.Row(_firstStep, 0, pass.Batch),
            XPitch = _input.Pitch,
            Columns = InFeatures,
            Output = weight.GradientPointer + ((long)begin * InFeatures),
            OutputPitch = InFeatures,
            Scratch = _scratch!.Pointer + (part * ScratchPerPart),
        });
        _workspace.Kernels.ColumnSum(d, _output.Pitch, rows, count, bias.GradientPointer + begin);
    }

    internal override void Pack(int part, int parts)
    {
        if (part == 0)
        {
            _workspace!.Kernels.PackTransposed(_forwardWeights!.Pointer, InFeatures, OutFeatures, 0, InFeatures, weight.ValuePointer, InFeatures);
            _workspace.Kernels.PackRows(_backwardWeights!.Pointer, OutFeatures, InFeatures, 0, OutFeatures, weight.ValuePointer, InFeatures);
        }
    }
}
