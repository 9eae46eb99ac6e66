namespace MnistLstm.Engine.Execution;

/// <summary>Sequences of floats, read as they are.</summary>
public sealed class FloatSequences : SequenceSource
{
    private readonly float[] _values;
    private readonly byte[] _labels;
    private readonly int _steps;
    private readonly int _inputSize;

    /// <summary>Wraps the arrays; they are not copied.</summary>
    /// <param name="values">[N, T, I].</param>
    /// <param name="labels">[N].</param>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public FloatSequences(float[] values, byte[] labels, int steps, int inputSize)
    {
        if (values.LongLength != (long)labels.Length * steps * inputSize)
        {
            throw new ArgumentException($"{labels.Length} sequences of {steps} × {inputSize} need {(long)labels.Length * steps * inputSize} values, got {values.LongLength}", nameof(values));
        }

        _values = values;
        _labels = labels;
        _steps = steps;
        _inputSize = inputSize;
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override int Label(int sequence) => _labels[sequence];

    /// <inheritdoc/>
    public override void CopyStep(int sequence, int step, Span<float> values) =>
        _values.AsSpan((int)((((long)sequence * _steps) + step) * _inputSize), _inputSize).CopyTo(values);
}
