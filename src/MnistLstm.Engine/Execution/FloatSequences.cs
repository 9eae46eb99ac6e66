namespace MnistLstm.Engine.Execution;

/// <summary>Sequences of floats, read as they are.</summary>
public sealed class FloatSequences : ArraySequences<float>
{
    /// <summary>Sequences with classes.</summary>
    /// <param name="values">[N, T, I]; not copied.</param>
    /// <param name="labels">[N]; not copied.</param>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a size is below 1.</exception>
    public FloatSequences(float[] values, int[] labels, int steps, int inputSize)
        : base(values, labels, steps, inputSize)
    {
    }

    /// <summary>Sequences with real targets.</summary>
    /// <param name="values">[N, T, I]; not copied.</param>
    /// <param name="targets">[N, K]; not copied.</param>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a size is below 1.</exception>
    public FloatSequences(float[] values, RealTargets targets, int steps, int inputSize)
        : base(values, targets, steps, inputSize)
    {
    }

    /// <summary>Sequences with labels of few classes.</summary>
    /// <param name="values">[N, T, I]; not copied.</param>
    /// <param name="labels">[N]; copied.</param>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a size is below 1.</exception>
    public FloatSequences(float[] values, byte[] labels, int steps, int inputSize)
        : this(values, Widened(labels), steps, inputSize)
    {
    }

    /// <inheritdoc/>
    public override void CopyStep(int sequence, int step, Span<float> values) => Step(sequence, step).CopyTo(values);
}
