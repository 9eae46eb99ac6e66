using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// Dropout whose mask is the same at every time step, [B, T, F] → [B, T, F]: in training x[b, t, f]·m[b, f], m being 0 with probability p, else 1/(1 - p);
/// the identity in evaluation. Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", 2016, of what a layer
/// reads; Merity et al., "Regularizing and Optimizing LSTM Language Models", 2017, have it as <c>LockedDropout</c>. The mask is drawn as PyTorch draws
/// that of <c>nn.functional.dropout(torch.ones(B, 1, F), p)</c>: b, then f.
/// </summary>
public sealed unsafe class VariationalDropout : Elementwise
{
    private readonly DropoutMask _mask;      // [B, F]
    private long _ofStep;                    // B rows, the batch at hand's
    private int _features;

    /// <summary>Creates the layer.</summary>
    /// <param name="p">The probability of a zero, 0 ≤ p &lt; 1. With 0 nothing is drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another p.</exception>
    public VariationalDropout(double p)
    {
        _mask = new DropoutMask(p);
        P = p;
    }

    /// <summary>The probability of a zero.</summary>
    public double P { get; }

    internal override bool Draws => P > 0;

    internal override long DrawsPerSample => Draws ? _features : 0;

    private protected override bool IsIdentity => !Draws;

    /// <summary>As <c>Dropout</c> is printed.</summary>
    public override string ToString() => $"VariationalDropout(p={Dropout.Print(P)})";

    internal override void Free()
    {
        _mask.Dispose();
        base.Free();
    }

    internal override FeatureShape Infer(FeatureShape input)
    {
        if (input.Steps == 0)
        {
            throw new ArgumentException($"{this} has one mask for all steps of a sequence, got {input}", nameof(input));
        }

        _features = input.Features;
        return base.Infer(input);
    }

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        if (Draws)
        {
            _mask.PrepareOfOne(workspace, input);
        }

        return base.Prepare(workspace, input, read);
    }

    internal override void BeginBatch(Mt19937 random, in Pass pass)
    {
        _ofStep = (long)pass.Batch * Input.Pitch;
        for (int sample = 0; sample < pass.Batch; sample++)
        {
            _mask.Draw(random, sample, Input);
        }
    }

    // Evaluation begins no batch.
    private protected override void Map(in Pass pass, long at, float* x, float* y, int count) =>
        _mask.Apply(Kernels, pass.Training, pass.Training ? at % _ofStep : at, x, y, count);

    private protected override void MapBack(long at, float* y, float* dy, float* dx, int count) =>
        _mask.Apply(Kernels, training: true, at % _ofStep, dy, dx, count);
}
