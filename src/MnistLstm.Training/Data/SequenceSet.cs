using MnistLstm.Engine.Execution;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data;

/// <summary>Sequences [N, T, I] of bytes or of floats with their classes or real targets, in a fixed order.</summary>
public sealed class SequenceSet
{
    private readonly byte[]? _bytes;
    private readonly float[]? _floats;
    private readonly int[]? _labels;

    /// <summary>Takes over arrays of bytes, which are read as value / 255.</summary>
    /// <param name="values">[N, T, I].</param>
    /// <param name="labels">Classes from 0, one a sequence.</param>
    /// <param name="steps">T.</param>
    /// <param name="features">I.</param>
    /// <exception cref="ArgumentException">The two do not hold the same number of sequences.</exception>
    public SequenceSet(byte[] values, int[] labels, int steps, int features)
        : this(values.LongLength, labels.Length, steps, features) => (_bytes, _labels) = (values, labels);

    /// <summary>Takes over arrays of floats, which are read as they are.</summary>
    /// <inheritdoc cref="SequenceSet(byte[], int[], int, int)"/>
    public SequenceSet(float[] values, int[] labels, int steps, int features)
        : this(values.LongLength, labels.Length, steps, features) => (_floats, _labels) = (values, labels);

    /// <summary>Takes over bytes, which are read as value / 255, and real targets.</summary>
    /// <param name="values">[N, T, I].</param>
    /// <param name="targets">What each sequence is to be mapped to.</param>
    /// <param name="steps">T.</param>
    /// <param name="features">I.</param>
    /// <exception cref="ArgumentException">The two do not hold the same number of sequences.</exception>
    public SequenceSet(byte[] values, RealTargets targets, int steps, int features)
        : this(values.LongLength, targets.Count, steps, features) => (_bytes, Targets) = (values, targets);

    /// <summary>Takes over floats, which are read as they are, and real targets.</summary>
    /// <inheritdoc cref="SequenceSet(byte[], RealTargets, int, int)"/>
    public SequenceSet(float[] values, RealTargets targets, int steps, int features)
        : this(values.LongLength, targets.Count, steps, features) => (_floats, Targets) = (values, targets);

    private SequenceSet(long values, int count, int steps, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        (Count, Steps, Features) = (count, steps, features);
        if (values != (long)count * Size)
        {
            throw new ArgumentException($"{count} labels or targets of sequences of {steps} × {features} need {(long)count * Size} values, got {values}",
                nameof(values));
        }
    }

    /// <summary>T, the time steps of a sequence.</summary>
    public int Steps { get; }

    /// <summary>I, the values of a step.</summary>
    public int Features { get; }

    /// <summary>Values of a sequence, T · I.</summary>
    public int Size => Steps * Features;

    /// <summary>What a value is stored as.</summary>
    public DatasetValues Values => _bytes is null ? DatasetValues.Float32 : DatasetValues.Bytes;

    /// <summary>The values 0 … 255, [N, T, I].</summary>
    /// <exception cref="InvalidOperationException">They are floats.</exception>
    public byte[] Bytes => _bytes ?? throw new InvalidOperationException("the values of these sequences are floats");

    /// <summary>The values, [N, T, I].</summary>
    /// <exception cref="InvalidOperationException">They are bytes.</exception>
    public float[] Floats => _floats ?? throw new InvalidOperationException("the values of these sequences are bytes");

    /// <summary>Classes from 0, [N].</summary>
    /// <exception cref="InvalidOperationException">The sequences have real targets.</exception>
    public int[] Labels => _labels ?? throw new InvalidOperationException("these sequences have real targets and no classes");

    /// <summary>What each sequence is to be mapped to where that is no class; null where they have classes.</summary>
    public RealTargets? Targets { get; }

    /// <summary>Number of sequences.</summary>
    public int Count { get; }

    /// <summary>The bytes of one sequence, [T, I].</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    /// <exception cref="InvalidOperationException">They are floats.</exception>
    public ReadOnlySpan<byte> Image(int index) => Bytes.AsSpan(Checked(index) * Size, Size);

    /// <summary>The values of one sequence as a network reads them, [T, I]: bytes over 255, floats as they are.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public float[] Sequence(int index)
    {
        float[] values = new float[Size];
        Source(1, Size).CopyStep(Checked(index), 0, values);
        return values;
    }

    /// <summary>The first <paramref name="count"/> sequences.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than there are, or less than one.</exception>
    public SequenceSet Take(int count) => Part(count, ..Within(count));

    /// <summary>The last <paramref name="count"/> sequences.</summary>
    /// <inheritdoc cref="Take"/>
    public SequenceSet TakeLast(int count) => Part(count, ^Within(count)..);

    /// <summary>One sequence, as a set.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public SequenceSet At(int index) => Part(1, Checked(index)..(index + 1));

    /// <summary>Some sequences that stand together.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public SequenceSet Slice(int first, int count) => Part(Within(count), Checked(first)..(Checked(first + count - 1) + 1));

    /// <summary>Some sequences in an order of their own, copied.</summary>
    /// <param name="places">Their places here.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public SequenceSet Select(ReadOnlySpan<int> places)
    {
        byte[]? bytes = _bytes is null ? null : new byte[(long)places.Length * Size];
        float[]? floats = _floats is null ? null : new float[(long)places.Length * Size];
        for (int i = 0; i < places.Length; i++)
        {
            int place = Checked(places[i]);
            _bytes?.AsSpan(place * Size, Size).CopyTo(bytes.AsSpan(i * Size, Size));
            _floats?.AsSpan(place * Size, Size).CopyTo(floats.AsSpan(i * Size, Size));
        }

        int[] own = places.ToArray();
        if (Targets is not null)
        {
            RealTargets targets = new([.. own.SelectMany(place => Targets.Of(place).ToArray())], Targets.Width);
            return bytes is null ? new SequenceSet(floats!, targets, Steps, Features) : new SequenceSet(bytes, targets, Steps, Features);
        }

        int[] labels = Array.ConvertAll(own, place => Labels[place]);
        return bytes is null ? new SequenceSet(floats!, labels, Steps, Features) : new SequenceSet(bytes, labels, Steps, Features);
    }

    /// <summary>The sequences as an engine reads them, uncopied, in steps of another size than their own if need be.</summary>
    /// <param name="steps">The time steps.</param>
    /// <param name="inputSize">The values of a step.</param>
    internal SequenceSource Source(int steps, int inputSize) => (_bytes, Targets) switch
    {
        (null, null) => new FloatSequences(Floats, Labels, steps, inputSize),
        (null, { } targets) => new FloatSequences(Floats, targets, steps, inputSize),
        ({ } bytes, null) => new ByteSequences(bytes, Labels, steps, inputSize),
        ({ } bytes, { } targets) => new ByteSequences(bytes, targets, steps, inputSize),
    };

    /// <summary>Other values in these ones' place, with the same classes or targets.</summary>
    internal SequenceSet With(float[] values) =>
        Targets is null ? new SequenceSet(values, Labels, Steps, Features) : new SequenceSet(values, Targets, Steps, Features);

    /// <summary>The same values with real targets.</summary>
    internal SequenceSet With(RealTargets targets) =>
        _bytes is null ? new SequenceSet(Floats, targets, Steps, Features) : new SequenceSet(_bytes, targets, Steps, Features);

    private SequenceSet Part(int count, Range part)
    {
        if (count == Count)
        {
            return this;
        }

        (int first, _) = part.GetOffsetAndLength(Count);
        Range values = (first * Size)..((first + count) * Size);
        return (_bytes, Targets) switch
        {
            (null, null) => new SequenceSet(Floats[values], Labels[part], Steps, Features),
            (null, { } targets) => new SequenceSet(Floats[values], targets.Slice(first, count), Steps, Features),
            ({ } bytes, null) => new SequenceSet(bytes[values], Labels[part], Steps, Features),
            ({ } bytes, { } targets) => new SequenceSet(bytes[values], targets.Slice(first, count), Steps, Features),
        };
    }

    private int Within(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count;
    }

    private int Checked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return index;
    }
}
