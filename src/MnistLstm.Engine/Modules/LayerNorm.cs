using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.LayerNorm(features)</c>, [B, F] → [B, F], or each step of [B, T, F]: y = (x - mean) / sqrt(variance + 1e-5) · weight + bias, mean and
/// variance being those of the row. docs/numerics.md states the order of the sums.
/// </summary>
public sealed unsafe class LayerNorm : Module
{
    /// <summary>PyTorch's default, which keeps a row without variance finite.</summary>
    public const float Epsilon = 1e-5f;

    private Workspace? _workspace;
    private FeatureBuffer? _input;
    private FeatureBuffer? _output;
    private int _firstStep;                  // of those whose output is read
    private NativeBuffer? _normalized;       // [T, B, F] as the output: (x - mean) / sqrt(variance + ε); after the backward pass times dy
    private NativeBuffer? _scales;           // [T, B]: 1 / sqrt(variance + ε)

    /// <summary>Creates the layer, its parameters not yet initialised.</summary>
    /// <param name="features">F.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public LayerNorm(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        Features = features;
        Parameters = [new Parameter("weight", features), new Parameter("bias", features)];
    }

    /// <summary>F.</summary>
    public int Features { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>[features]; 1 in the beginning.</summary>
    public Parameter weight => Parameters[0];

    /// <summary>[features]; 0 in the beginning.</summary>
    public Parameter bias => Parameters[1];

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random)
    {
        weight.Values.Fill(1f);
        bias.Values.Clear();
    }

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"LayerNorm(({Features},), eps=1e-05, elementwise_affine=True)";

    internal override void Free()
    {
        foreach (IDisposable? buffer in new IDisposable?[] { _output, _normalized, _scales })
        {
            buffer?.Dispose();
        }
    }

    internal override FeatureShape Infer(FeatureShape input) =>
        input.Features != Features
            ? throw new ArgumentException($"{this} reads {Features} features, got {input}", nameof(input))
            : new FeatureShape(input.Steps, Features);

    internal override StepsRead Reads(StepsRead output) => output;

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        _workspace = workspace;
        _input = input;
        _output = new FeatureBuffer(new FeatureShape(input.Steps, Features), workspace, needsGradient: true, read);
        _firstStep = read == StepsRead.Last ? input.Steps - 1 : 0;
        _normalized = workspace.AllocateOfSteps((long)input.Steps * workspace.MaxBatch * _output.Pitch);
        _scales = workspace.AllocateOfSteps((long)input.Steps * workspace.MaxBatch);
        return _output;
    }

    internal override void Forward(in Pass pass, int from, int to)
    {
        float* w = weight.ValuePointer;
        float* b = bias.ValuePointer;
        for (int t = _firstStep; t < _input!.Steps; t++)
        {
            for (int sample = from; sample < to; sample++)
            {
                float* normalized = Normalized(t, sample, pass.Batch);
                _scales!.Pointer[Row(t, sample, pass.Batch)] = Normalize(_input.Row(t, sample, pass.Batch), normalized);
                float* y = _output!.Row(t, sample, pass.Batch);
                for (int n = 0; n < Features; n++)
                {
                    y[n] = MathF.FusedMultiplyAdd(normalized[n], w[n], b[n]);
                }
            }
        }
    }

    internal override void Backward(in Pass pass, int from, int to)
    {
        for (int t = _firstStep; t < _input!.Steps; t++)
        {
            for (int sample = from; sample < to; sample++)
            {
                float* normalized = Normalized(t, sample, pass.Batch);
                float* dy = _output!.GradientRow(t, sample, pass.Batch);
                if (_input.NeedsGradient)
                {
                    InputGradient(normalized, dy, _scales!.Pointer[Row(t, sample, pass.Batch)], _input.GradientRow(t, sample, pass.Batch));
                }

                // What the weight learns from.
                for (int n = 0; n < Features; n++)
                {
                    normalized[n] *= dy[n];
                }
            }
        }
    }

    internal override void Gradient(in Pass pass, int part, int parts, ITeam team)
    {
        int begin = (int)((long)Features * part / parts);
        int count = (int)((long)Features * (part + 1) / parts) - begin;
        int rows = (_input!.Steps - _firstStep) * pass.Batch;
        if (count > 0)
        {
            _workspace!.Kernels.ColumnSum(Normalized(_firstStep, 0, pass.Batch) + begin, _output!.Pitch, rows, count, weight.GradientPointer + begin);
            _workspace.Kernels.ColumnSum(_output.GradientRow(_firstStep, 0, pass.Batch) + begin, _output.Pitch, rows, count, bias.GradientPointer + begin);
        }
    }

    // Returns 1 / sqrt(variance + ε).
    private float Normalize(float* x, float* normalized)
    {
        float sum = 0f;
        for (int n = 0; n < Features; n++)
        {
            sum += x[n];
        }

        float mean = sum / Features;
        float squares = 0f;
        for (int n = 0; n < Features; n++)
        {
            float d = x[n] - mean;
            normalized[n] = d;
            squares = MathF.FusedMultiplyAdd(d, d, squares);
        }

        float scale = 1f / MathF.Sqrt((squares / Features) + Epsilon);
        for (int n = 0; n < Features; n++)
        {
            normalized[n] *= scale;
        }

        return scale;
    }

    private void InputGradient(float* normalized, float* dy, float scale, float* dx)
    {
        float* w = weight.ValuePointer;
        float sum = 0f;
        float product = 0f;
        for (int n = 0; n < Features; n++)
        {
            float g = dy[n] * w[n];
            dx[n] = g;
            sum += g;
            product = MathF.FusedMultiplyAdd(g, normalized[n], product);
        }

        float mean = sum / Features;
        float slope = product / Features;
        for (int n = 0; n < Features; n++)
        {
            dx[n] = MathF.FusedMultiplyAdd(0f - normalized[n], slope, dx[n] - mean) * scale;
        }
    }

    private static long Row(int t, int sample, int batch) => ((long)t * batch) + sample;

    private float* Normalized(int t, int sample, int batch) => _normalized!.Pointer + (Row(t, sample, batch) * _output!.Pitch);
}
