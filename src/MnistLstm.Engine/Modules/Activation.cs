namespace MnistLstm.Engine.Modules;

/// <summary>
/// The values between two modules, [T, B, F], and the loss's gradient by them. Time is outermost, so a step's batch is one block, and
/// all steps are one matrix of T·B rows; B is the batch at hand, which may be smaller than the largest. Rows are padded.
/// </summary>
internal sealed unsafe class Activation : IDisposable
{
    private readonly NativeBuffer _values;
    private readonly NativeBuffer? _gradients;

    /// <param name="shape">T (0 counts as 1) and F.</param>
    /// <param name="maxBatch">The largest batch.</param>
    /// <param name="needsGradient">Whether something below learns from the gradient.</param>
    /// <param name="onlyLastStep">Whether only the last step is read, so that only its gradient is kept.</param>
    public Activation(FeatureShape shape, int maxBatch, bool needsGradient, bool onlyLastStep)
    {
        Steps = Math.Max(1, shape.Steps);
        Features = shape.Features;
        Pitch = Kernels.Kernels.Pad(shape.Features);
        OnlyLastStep = onlyLastStep;
        _values = new NativeBuffer((long)Steps * maxBatch * Pitch);
        _gradients = needsGradient ? new NativeBuffer((long)(onlyLastStep ? 1 : Steps) * maxBatch * Pitch) : null;
    }

    public int Steps { get; }

    public int Features { get; }

    /// <summary>Floats between rows.</summary>
    public int Pitch { get; }

    public bool OnlyLastStep { get; }

    public bool NeedsGradient => _gradients != null;

    /// <summary>The row of a step and a sample.</summary>
    public float* Row(int step, int sample, int batch) => _values.Pointer + ((((long)step * batch) + sample) * Pitch);

    /// <summary>The gradient's row; null when no gradient arrives at that step.</summary>
    public float* GradientRow(int step, int sample, int batch)
    {
        if (OnlyLastStep)
        {
            return step == Steps - 1 ? _gradients!.Pointer + ((long)sample * Pitch) : null;
        }

        return _gradients!.Pointer + ((((long)step * batch) + sample) * Pitch);
    }

    public void Dispose()
    {
        _values.Dispose();
        _gradients?.Dispose();
    }
}
