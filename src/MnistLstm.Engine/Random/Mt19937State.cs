namespace MnistLstm.Engine.Random;

/// <summary>All that a <see cref="Mt19937"/> will ever draw, frozen: what a checkpoint keeps. It never changes, and two with the same draws ahead are
/// equal.</summary>
public sealed class Mt19937State : IEquatable<Mt19937State>
{
    /// <summary>The words of a state.</summary>
    public const int WordCount = 624;

    private readonly uint[] _words;

    /// <summary>Takes a state from where it was kept.</summary>
    /// <param name="words">[<see cref="WordCount"/>]; copied.</param>
    /// <param name="position">The word that the next draw is made from, <see cref="WordCount"/> when all have been used.</param>
    /// <exception cref="ArgumentException">No generator that was seeded comes to this state.</exception>
    public Mt19937State(ReadOnlySpan<uint> words, int position)
    {
        if (words.Length != WordCount)
        {
            throw new ArgumentException($"a state of mt19937 has {WordCount} words, got {words.Length}; it is damaged", nameof(words));
        }

        // Of the first word the generator looks at one bit. Where that and all others are 0, it would draw zeros for ever.
        if (words[0] >> 31 == 0 && words[1..].IndexOfAnyExcept(0u) < 0)
        {
            throw new ArgumentException("a state of mt19937 is never all zeros; it is damaged", nameof(words));
        }

        if (position is < 0 or > WordCount)
        {
            throw new ArgumentException($"the position in a state of mt19937 is 0 to {WordCount}, got {position}; it is damaged", nameof(position));
        }

        _words = words.ToArray();
        Position = position;
    }

    /// <summary>The words, [<see cref="WordCount"/>].</summary>
    public ReadOnlySpan<uint> Words => _words;

    /// <summary>The word that the next draw is made from, <see cref="WordCount"/> when all have been used.</summary>
    public int Position { get; }

    /// <summary>Whether both are the same words at the same position.</summary>
    public bool Equals(Mt19937State? other) => other != null && Position == other.Position && Words.SequenceEqual(other.Words);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Mt19937State);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Position, _words[0], _words[1], _words[WordCount - 1]);
}
