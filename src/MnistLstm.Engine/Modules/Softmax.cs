using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.Softmax(dim=1)</c>, [B, F] → [B, F]: y = exp(x - max) / Σ exp(x - max), the sum ascending.
/// Backward: dx = y·(dy - Σ dy·y), the sum one chain of FMAs ascending.
/// </summary>
public sealed unsafe class Softmax : Module
{
    private Workspace? _workspace;
    private FeatureBuffer? _input;
    private FeatureBuffer? _output;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random)
    {
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => "Softmax(dim=1)";

    internal override void Free()
    {
        _output?.Dispose();
    }

    internal override FeatureShape Infer(FeatureShape input) =>
        input.Steps != 0 ? throw new ArgumentException($"{this} reads [B, F]; a sequence {input} needs a readout first", nameof(input)) : input;

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        _workspace = workspace;
        _input = input;
        return _output = new FeatureBuffer(new FeatureShape(0, input.Features), workspace, input.NeedsGradient, StepsRead.All);
    }

    internal override void Forward(in Pass pass, int from, int to)
    {
        int n = _input!.Features;
        for (int b = from; b < to; b++)
        {
            float* y = _output!.Row(0, b, pass.Batch);
            float sum = CrossEntropy.ShiftedExp(_workspace!.Kernels, _input.Row(0, b, pass.Batch), y, y, n);
            for (int c = 0; c < n; c++)
            {
                y[c] /= sum;
            }
        }
    }

    internal override void Backward(in Pass pass, int from, int to)
    {
        if (!_input!.NeedsGradient)
        {
            return;
        }

        for (int b = from; b < to; b++)
        {
            float* y = _output!.Row(0, b, pass.Batch);
            float* dy = _output.GradientRow(0, b, pass.Batch);
            float* dx = _input.GradientRow(0, b, pass.Batch);
            float sum = 0f;
            for (int c = 0; c < _input.Features; c++)
            {
                sum = MathF.FusedMultiplyAdd(dy[c], y[c], sum);
            }

            for (int c = 0; c < _input.Features; c++)
            {
                dx[c] = y[c] * (dy[c] - sum);
            }
        }
    }
}
