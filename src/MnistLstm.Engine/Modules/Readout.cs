using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary>What a classifier takes of a sequence: [B, T, F] → [B, F]. In PyTorch an expression of the forward method, not a module.</summary>
public abstract class Readout : Module
{
    private FeatureBuffer? _input;
    private FeatureBuffer? _output;

    private protected Readout()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    private protected FeatureBuffer Input => _input!;

    private protected FeatureBuffer Output => _output!;

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random)
    {
    }

    internal override void Free()
    {
        _output?.Dispose();
    }

    internal override FeatureShape Infer(FeatureShape input) =>
        input.Steps == 0
            ? throw new ArgumentException($"{this} reads a sequence [B, T, F], got {input}", nameof(input))
            : new FeatureShape(0, input.Features);

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        _input = input;
        return _output = new FeatureBuffer(new FeatureShape(0, input.Features), workspace, input.NeedsGradient, StepsRead.All);
    }

    internal sealed override void Backward(in Pass pass, int from, int to)
    {
        if (Input.NeedsGradient)
        {
            InputGradient(pass, from, to);
        }
    }

    /// <summary>Computes the input's gradient, which is needed.</summary>
    private protected abstract void InputGradient(in Pass pass, int from, int to);
}
