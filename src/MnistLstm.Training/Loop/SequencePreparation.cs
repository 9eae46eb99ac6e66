using MnistLstm.Engine.Random;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Loop;

/// <summary>What is done to sequences before a model reads them: normalised, then transformed by a hook, then their values put into another order.</summary>
internal sealed class SequencePreparation
{
    private readonly Action<Span<float>>? _transform;
    private readonly int[]? _order;

    /// <param name="train">The sequences that are trained on.</param>
    /// <param name="normalization">How values are normalised; null for not at all.</param>
    /// <param name="permutation">The seed of the fixed order that a sequence's values are read in: <c>torch.randperm(T * I)</c> of a generator of that seed;
    /// null for their own.</param>
    /// <param name="transform">Changes a sequence, [T, I] step by step, in place; null for nothing.</param>
    public SequencePreparation(SequenceSet train, Normalization? normalization, long? permutation, Action<Span<float>>? transform)
    {
        Normalization = normalization?.Resolved(train);
        _transform = transform;
        if (permutation is { } seed)
        {
            _order = new int[train.Size];
            new Mt19937(seed).FillPermutation(_order);
        }
    }

    /// <summary>The figures that are used; null for none.</summary>
    public Normalization? Normalization { get; }

    /// <summary>The places that values are read from; null for their own.</summary>
    public IReadOnlyList<int>? Order => _order;

    /// <summary>
    /// The sequences of a set as a model reads them; the set itself where nothing is done to it. A transform is applied here and now, on this
    /// thread, sequence after sequence in the set's order, each once.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="role">What the sequences are for, in an error: <c>training image</c>.</param>
    /// <exception cref="ArithmeticException">What came out is no number.</exception>
    public SequenceSet Of(SequenceSet set, string role)
    {
        if (Normalization is null && _transform is null && _order is null)
        {
            return set;
        }

        float[] values = new float[(long)set.Count * set.Size];
        for (int index = 0; index < set.Count; index++)
        {
            float[] sequence = set.Sequence(index);
            Normalization?.Apply(sequence, set.Features);
            ThrowIfNotFinite("normalize", sequence, set.Features, $"{role} {index}");
            _transform?.Invoke(sequence);
            ThrowIfNotFinite("TransformImage", sequence, set.Features, $"{role} {index}");
            Span<float> prepared = values.AsSpan(index * set.Size, set.Size);
            for (int i = 0; i < sequence.Length; i++)
            {
                prepared[i] = sequence[_order is null ? i : _order[i]];
            }
        }

        return set.With(values);
    }

    private static void ThrowIfNotFinite(string what, ReadOnlySpan<float> sequence, int features, string name)
    {
        for (int i = 0; i < sequence.Length; i++)
        {
            if (!float.IsFinite(sequence[i]))
            {
                throw new ArithmeticException(
                    $"{what} gave {(float.IsNaN(sequence[i]) ? "NaN" : "infinity")} at row {i / features}, column {i % features} of {name} (all from 0); a "
                        + $"model can read finite values only");
            }
        }
    }
}
