using System.Globalization;
using System.Runtime.InteropServices;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.Dropout(p)</c>, [B, F] → [B, F] or [B, T, F] → [B, T, F]: in training x·m, m being 0 with probability p, else 1/(1 - p); the identity
/// in evaluation. The masks are drawn as PyTorch 2 draws them, in the order its values lie in memory: (t, b, f) behind a recurrent layer, even
/// one with <c>batch_first</c>; (b, t, f) on the model's input.
/// </summary>
/// <remarks>PyTorch 1.13 draws (b, t, f) also behind a recurrent layer; between the layers of one all versions draw (t, b, f).</remarks>
public sealed unsafe class Dropout : Module
{
    private Workspace? _workspace;
    private Activation? _input;
    private Activation? _output;
    private NativeBuffer? _mask;             // [T, B, F], rows padded as the activations'
    private long _elements;                  // T·F

    /// <summary>Creates the layer.</summary>
    /// <param name="p">The probability of a zero, 0 ≤ p &lt; 1. With 0 nothing is drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another p.</exception>
    public Dropout(double p)
    {
        ThrowIfNoProbability(p);
        P = p;
    }

    /// <summary>The probability of a zero.</summary>
    public double P { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    internal override bool Draws => P > 0;

    internal override long DrawsPerSample => Draws ? _elements : 0;

    /// <inheritdoc/>
    public override void Initialize(Mt19937 random)
    {
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"Dropout(p={Print(P)}, inplace=False)";

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Draws)
        {
            _output?.Dispose();
            _mask?.Dispose();
        }

        base.Dispose();
    }

    /// <summary>A probability as Python prints it: <c>0.5</c>, <c>1e-05</c>.</summary>
    internal static string Print(double p) => p == 0 ? "0.0" : p.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');

    internal static void ThrowIfNoProbability(double p, string name = "p")
    {
        if (!(p >= 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(name, p, "the probability of dropout is at least 0 and less than 1");
        }
    }

    internal override FeatureShape Infer(FeatureShape input)
    {
        _elements = (long)Math.Max(1, input.Steps) * input.Features;
        return input;
    }

    internal override StepsRead Reads(StepsRead output) => output;

    internal override Activation Prepare(Workspace workspace, Activation input, StepsRead read)
    {
        _input = input;
        if (!Draws)
        {
            return _output = input;
        }

        _workspace = workspace;
        _mask = new NativeBuffer((long)input.Steps * workspace.MaxBatch * input.Pitch);
        return _output = new Activation(new FeatureShape(input.Steps, input.Features, input.Directions), workspace.MaxBatch, input.NeedsGradient, read);
    }

    internal override void BeginBatch(Mt19937 random, in Pass pass)
    {
        bool timeFirst = _input!.Directions > 0;
        int outer = timeFirst ? _input.Steps : pass.Batch;
        int inner = timeFirst ? pass.Batch : _input.Steps;
        float scale = 1f / (float)(1 - P);
        for (int i = 0; i < outer; i++)
        {
            for (int j = 0; j < inner; j++)
            {
                float* row = timeFirst ? Mask(i, j, pass.Batch) : Mask(j, i, pass.Batch);
                random.FillBernoulli(new Span<float>(row, _input.Features), 1 - P, scale);
            }
        }
    }

    internal override void Forward(in Pass pass, int from, int to)
    {
        if (!Draws)
        {
            return;
        }

        int count = (to - from) * _input!.Pitch;
        for (int t = _output!.Read == StepsRead.Last ? _input.Steps - 1 : 0; t < _input.Steps; t++)
        {
            float* x = _input.Row(t, from, pass.Batch);
            float* y = _output.Row(t, from, pass.Batch);
            if (pass.Training)
            {
                _workspace!.Kernels.Multiply(x, Mask(t, from, pass.Batch), y, count);
            }
            else
            {
                NativeMemory.Copy(x, y, (nuint)count * sizeof(float));
            }
        }
    }

    internal override void Backward(in Pass pass, int from, int to)
    {
        if (!Draws || !_input!.NeedsGradient)
        {
            return;
        }

        if (_output!.Read == StepsRead.Final)
        {
            FinalGradient(pass, from, to);
            return;
        }

        for (int t = 0; t < _input.Steps; t++)
        {
            float* dy = _output.GradientRow(t, from, pass.Batch);
            if (dy != null)
            {
                _workspace!.Kernels.Multiply(dy, Mask(t, from, pass.Batch), _input.GradientRow(t, from, pass.Batch), (to - from) * _input.Pitch);
            }
        }
    }

    // Each direction's features have their gradient at a step of their own.
    private void FinalGradient(in Pass pass, int from, int to)
    {
        int count = _input!.Features / _input.Directions;
        for (int direction = 0; direction < _input.Directions; direction++)
        {
            int t = _input.FinalStep(direction);
            int column = direction * count;
            for (int b = from; b < to; b++)
            {
                float* dy = _output!.GradientRow(t, b, pass.Batch, direction) + column;
                _workspace!.Kernels.Multiply(dy, Mask(t, b, pass.Batch) + column, _input.GradientRow(t, b, pass.Batch, direction) + column, count);
            }
        }
    }

    private float* Mask(int step, int sample, int batch) => _mask!.Pointer + ((((long)step * batch) + sample) * _input!.Pitch);
}
