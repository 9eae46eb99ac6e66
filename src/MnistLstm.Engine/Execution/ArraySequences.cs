using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Execution;

/// <summary>Sequences that lie in one array, [N, T, I].</summary>
/// <typeparam name="T">What a value is stored as.</typeparam>
public abstract class ArraySequences<T> : SequenceSource
    where T : unmanaged
{
    private readonly T[] _values;
    private readonly int[]? _labels;

    private protected ArraySequences(T[] values, int[] labels, int steps, int inputSize)
        : this(values, (labels ?? throw new ArgumentNullException(nameof(labels))).Length, steps, inputSize) => _labels = labels;

    private protected ArraySequences(T[] values, RealTargets targets, int steps, int inputSize)
        : this(values, (targets ?? throw new ArgumentNullException(nameof(targets))).Count, steps, inputSize) => Targets = targets;

    private ArraySequences(T[] values, int count, int steps, int inputSize)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        if (values.LongLength != (long)count * steps * inputSize)
        {
            throw new ArgumentException(
                $"{count} sequences of {steps} × {inputSize} need {(long)count * steps * inputSize} values, got {values.LongLength}",
                nameof(values));
        }

        _values = values;
        Count = count;
        Steps = steps;
        Features = inputSize;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int Steps { get; }

    /// <inheritdoc/>
    public override int Features { get; }

    /// <inheritdoc/>
    public override int Label(int sequence) =>
        _labels is null ? throw new InvalidOperationException("these sequences have real targets and no classes") : _labels[sequence];

    /// <inheritdoc/>
    public override RealTargets? Targets { get; }

    /// <inheritdoc/>
    public override unsafe void Prefetch(int sequence)
    {
        long length = (long)Steps * Features;
        fixed (T* values = _values)
        {
            CacheLines.Prefetch(values + (sequence * length), length * sizeof(T));
        }
    }

    /// <summary>Labels of few classes, as integers.</summary>
    private protected static int[] Widened(byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Array.ConvertAll(labels, label => (int)label);
    }

    /// <summary>The I stored values of one time step of one sequence.</summary>
    private protected ReadOnlySpan<T> Step(int sequence, int step) =>
        _values.AsSpan((int)((((long)sequence * Steps) + step) * Features), Features);
}
