using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Modules.Features;

/// <summary>
/// The values between two modules, [T, B, F], and the loss's gradient by them. Time is outermost, so a step's batch is one block, and
/// all steps are one matrix of T·B rows; B is the batch at hand, which may be smaller than the largest. Rows are padded.
/// </summary>
internal sealed unsafe class FeatureBuffer : IDisposable
{
    private readonly NativeBuffer _values;
    private readonly NativeBuffer? _gradients;

    /// <param name="shape">T (0 counts as 1), F and its directions.</param>
    /// <param name="workspace">Where the memory is from.</param>
    /// <param name="needsGradient">Whether something below learns from the gradient.</param>
    /// <param name="read">What is read of it: only that has a gradient. A sequence of which less than all is read keeps one row of it a sample.</param>
    public FeatureBuffer(FeatureShape shape, Workspace workspace, bool needsGradient, StepsRead read)
        : this(shape, workspace, read)
    {
        long rows = (long)(read == StepsRead.All ? Steps : 1) * workspace.TrainingBatch;
        _gradients = !needsGradient ? null : Steps > 1 && read == StepsRead.All ? workspace.AllocateOfSteps(rows * Pitch) : workspace.Allocate(rows * Pitch);
    }

    private FeatureBuffer(FeatureShape shape, Workspace workspace, StepsRead read)
    {
        Steps = Math.Max(1, shape.Steps);
        Features = shape.Features;
        Pitch = Padding.Pitch(shape.Features);
        Directions = shape.Directions;
        Read = read;
        long count = (long)Steps * workspace.MaxBatch * Pitch;
        _values = Steps > 1 ? workspace.AllocateOfSteps(count) : workspace.Allocate(count);
    }

    /// <summary>Values of the same shape as another buffer's, of which these are made one by one: the gradients by both lie in one place, where
    /// those by the other replace those by these.</summary>
    public FeatureBuffer(FeatureBuffer other, Workspace workspace)
        : this(new FeatureShape(other.Steps, other.Features, other.Directions), workspace, other.Read)
    {
        _gradients = other._gradients;
    }

    public int Steps { get; }

    public int Features { get; }

    /// <summary>Floats between rows.</summary>
    public int Pitch { get; }

    /// <summary>The directions the features are made up of, half each; 0 when this is no recurrent layer's output.</summary>
    public int Directions { get; }

    public StepsRead Read { get; }

    public bool NeedsGradient => _gradients != null;

    /// <summary>Whether a 1 stands behind the features of every row.</summary>
    public bool EndsInOne { get; private set; }

    /// <summary>The row of a step and a sample.</summary>
    public float* Row(int step, int sample, int batch) => _values.Pointer + ((((long)step * batch) + sample) * Pitch);

    /// <summary>The time step a direction (0 forward, 1 reverse) comes to last.</summary>
    public int FinalStep(int direction) => direction == 0 ? Steps - 1 : 0;

    /// <summary>The gradient's row, of which the features of a direction are meant; null when no gradient arrives at that step.</summary>
    public float* GradientRow(int step, int sample, int batch, int direction = 0)
    {
        if (Read == StepsRead.All)
        {
            return _gradients!.Pointer + ((((long)step * batch) + sample) * Pitch);
        }

        int only = Read == StepsRead.Last ? Steps - 1 : FinalStep(direction);
        return step == only ? _gradients!.Pointer + ((long)sample * Pitch) : null;
    }

    /// <summary>Puts a 1 behind the features of every row, where the padding has room for it. Only features may be written afterwards.</summary>
    public void EndInOne()
    {
        EndsInOne = Pitch > Features;
        for (long at = Features; EndsInOne && at < _values.Count; at += Pitch)
        {
            _values.Pointer[at] = 1;
        }
    }

    public void Dispose()
    {
        _values.Dispose();
        _gradients?.Dispose();
    }
}
