using System.Runtime.InteropServices;

namespace MnistLstm.Engine.Modules;

/// <summary><c>output[:, -1, :]</c>: the last time step of a sequence, [B, T, F] → [B, F].</summary>
public sealed unsafe class LastStep : Module
{
    private Activation? _input;
    private Activation? _output;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random)
    {
    }

    /// <summary>As a PyTorch user writes it.</summary>
    public override string ToString() => "output[:, -1, :]";

    /// <inheritdoc/>
    public override void Dispose()
    {
        _output?.Dispose();
        base.Dispose();
    }

    internal override FeatureShape Infer(FeatureShape input) =>
        input.Steps == 0
            ? throw new ArgumentException($"the last time step is read from a sequence [B, T, F], got {input}", nameof(input))
            : new FeatureShape(0, input.Features);

    internal override bool ReadsOnlyLastStep(bool outputOnlyLastStep) => true;

    internal override Activation Prepare(Workspace workspace, Activation input, bool outputOnlyLastStep)
    {
        _input = input;
        return _output = new Activation(new FeatureShape(0, input.Features), workspace.MaxBatch, input.NeedsGradient, onlyLastStep: false);
    }

    internal override void Forward(in Pass pass, int from, int to) =>
        Copy(_input!.Row(_input.Steps - 1, from, pass.Batch), _output!.Row(0, from, pass.Batch), to - from);

    internal override void Backward(in Pass pass, int from, int to)
    {
        if (_input!.NeedsGradient)
        {
            Copy(_output!.GradientRow(0, from, pass.Batch), _input.GradientRow(_input.Steps - 1, from, pass.Batch), to - from);
        }
    }

    private void Copy(float* source, float* target, int rows) =>
        NativeMemory.Copy(source, target, (nuint)rows * (nuint)_input!.Pitch * sizeof(float));
}
