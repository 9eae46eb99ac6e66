using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary>A layer that maps every value by itself: [B, F] → [B, F] or [B, T, F] → [B, T, F].</summary>
public abstract unsafe class Elementwise : Module
{
    private Workspace? _workspace;
    private FeatureBuffer? _input;
    private FeatureBuffer? _output;

    private protected Elementwise()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    private protected KernelSet Kernels => _workspace!.Kernels;

    private protected FeatureBuffer Input => _input!;

    /// <summary>Whether nothing is ever changed; then the input is the output.</summary>
    private protected virtual bool IsIdentity => false;

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random)
    {
    }

    internal override void Free()
    {
        _output?.Dispose();
    }

    internal override FeatureShape Infer(FeatureShape input) => input;

    internal override StepsRead Reads(StepsRead output) => output;

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        if (IsIdentity)
        {
            return input;
        }

        _workspace = workspace;
        _input = input;
        return _output = new FeatureBuffer(input, workspace);
    }

    internal sealed override void Forward(in Pass pass, int from, int to)
    {
        if (_output == null)
        {
            return;
        }

        for (int t = _output.Read == StepsRead.Last ? _output.Steps - 1 : 0; t < _output.Steps; t++)
        {
            Map(pass, At(t, from, pass.Batch), Input.Row(t, from, pass.Batch), _output.Row(t, from, pass.Batch), (to - from) * Input.Pitch);
        }
    }

    internal sealed override void Backward(in Pass pass, int from, int to)
    {
        if (_output is not { NeedsGradient: true })
        {
            return;
        }

        if (_output.Read == StepsRead.Final)
        {
            FinalGradient(pass, from, to);
            return;
        }

        for (int t = 0; t < _output.Steps; t++)
        {
            float* dy = _output.GradientRow(t, from, pass.Batch);
            if (dy != null)
            {
                MapBack(At(t, from, pass.Batch), _output.Row(t, from, pass.Batch), dy, Input.GradientRow(t, from, pass.Batch), (to - from) * Input.Pitch);
            }
        }
    }

    /// <summary>Computes y of x.</summary>
    /// <param name="pass">The batch.</param>
    /// <param name="at">The place of the first value in a buffer that lies as the output, [T, B, F] with padding.</param>
    /// <param name="x">Values of the input.</param>
    /// <param name="y">Receives those of the output.</param>
    /// <param name="count">So many: whole rows.</param>
    private protected abstract void Map(in Pass pass, long at, float* x, float* y, int count);

    /// <summary>Computes dx of dy; just <paramref name="count"/> floats are to be written.</summary>
    /// <param name="at">As in <see cref="Map"/>.</param>
    /// <param name="y">The output's values.</param>
    /// <param name="dy">Their gradients.</param>
    /// <param name="dx">Receives the input's.</param>
    /// <param name="count">So many.</param>
    private protected abstract void MapBack(long at, float* y, float* dy, float* dx, int count);

    // Each direction's features have their gradient at a step of their own.
    private void FinalGradient(in Pass pass, int from, int to)
    {
        int count = Input.Features / Input.Directions;
        for (int direction = 0; direction < Input.Directions; direction++)
        {
            int t = Input.FinalStep(direction);
            int column = direction * count;
            for (int b = from; b < to; b++)
            {
                MapBack(
                    At(t, b, pass.Batch) + column,
                    _output!.Row(t, b, pass.Batch) + column,
                    _output.GradientRow(t, b, pass.Batch, direction) + column,
                    Input.GradientRow(t, b, pass.Batch, direction) + column,
                    count);
            }
        }
    }

    private long At(int step, int sample, int batch) => (((long)step * batch) + sample) * Input.Pitch;
}
