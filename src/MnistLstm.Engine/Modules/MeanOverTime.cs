using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary><c>output.mean(dim=1)</c>: the mean of all time steps, [B, T, F] → [B, F]. The sum's t ascends; then one division by T.</summary>
public sealed unsafe class MeanOverTime : Readout
{
    private Workspace? _workspace;

    /// <summary>As a PyTorch user writes it.</summary>
    public override string ToString() => "output.mean(dim=1)";

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        _workspace = workspace;
        return base.Prepare(workspace, input, read);
    }

    internal override void Forward(in Pass pass, int from, int to)
    {
        for (int b = from; b < to; b++)
        {
            float* mean = Output.Row(0, b, pass.Batch);
            _workspace!.Kernels.ColumnSum(Input.Row(0, b, pass.Batch), (long)pass.Batch * Input.Pitch, Input.Steps, Input.Features, mean);
            for (int n = 0; n < Input.Features; n++)
            {
                mean[n] /= Input.Steps;
            }
        }
    }

    private protected override void InputGradient(in Pass pass, int from, int to)
    {
        for (int b = from; b < to; b++)
        {
            Span<float> first = new(Input.GradientRow(0, b, pass.Batch), Input.Features);
            new Span<float>(Output.GradientRow(0, b, pass.Batch), Input.Features).CopyTo(first);
            foreach (ref float d in first)
            {
                d /= Input.Steps;
            }

            for (int t = 1; t < Input.Steps; t++)
            {
                first.CopyTo(new Span<float>(Input.GradientRow(t, b, pass.Batch), Input.Features));
            }
        }
    }
}
