using System.Globalization;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.Dropout(p)</c>, [B, F] → [B, F] or [B, T, F] → [B, T, F]: in training x·m, m being 0 with probability p, else 1/(1 - p); the identity
/// in evaluation. The masks are drawn as PyTorch 2 draws them, in the order its values lie in memory: (t, b, f) behind a recurrent layer, even
/// one with <c>batch_first</c>, and behind what maps its values one by one; (b, t, f) on the model's input and behind a linear layer.
/// </summary>
/// <remarks>PyTorch 1.13 draws (b, t, f) also behind a recurrent layer; between the layers of one all versions draw (t, b, f).</remarks>
public sealed unsafe class Dropout : Elementwise
{
    private readonly DropoutMask _mask;      // [T, B, F]
    private long _elements;                  // T·F

    /// <summary>Creates the layer.</summary>
    /// <param name="p">The probability of a zero, 0 ≤ p &lt; 1. With 0 nothing is drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another p.</exception>
    public Dropout(double p)
    {
        _mask = new DropoutMask(p);
        P = p;
    }

    /// <summary>The probability of a zero.</summary>
    public double P { get; }

    internal override void Free()
    {
        _mask.Dispose();
        base.Free();
    }

    internal override bool Draws => P > 0;

    internal override long DrawsPerSample => Draws ? _elements : 0;

    private protected override bool IsIdentity => !Draws;

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"Dropout(p={Print(P)}, inplace=False)";

    /// <summary>A probability as Python prints it: <c>0.5</c>, <c>1e-05</c>.</summary>
    internal static string Print(double p) => p == 0 ? "0.0" : p.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');

    internal override FeatureShape Infer(FeatureShape input)
    {
        _elements = (long)Math.Max(1, input.Steps) * input.Features;
        return base.Infer(input);
    }

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        if (Draws)
        {
            _mask.PrepareOfAll(workspace, input);
        }

        return base.Prepare(workspace, input, read);
    }

    internal override void BeginBatch(Mt19937 random, in Pass pass)
    {
        bool timeFirst = Input.Directions > 0;
        int outer = timeFirst ? Input.Steps : pass.Batch;
        int inner = timeFirst ? pass.Batch : Input.Steps;
        for (int i = 0; i < outer; i++)
        {
            for (int j = 0; j < inner; j++)
            {
                (int step, int sample) = timeFirst ? (i, j) : (j, i);
                _mask.Draw(random, ((long)step * pass.Batch) + sample, Input);
            }
        }
    }

    private protected override void Map(in Pass pass, long at, float* x, float* y, int count) => _mask.Apply(Kernels, pass.Training, at, x, y, count);

    private protected override void MapBack(long at, float* y, float* dy, float* dx, int count) =>
        _mask.Apply(Kernels, training: true, at, dy, dx, count);
}
