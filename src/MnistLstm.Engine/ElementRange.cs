using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine;

/// <summary>Neighbouring elements of a <see cref="ParameterSet"/>, from the beginning of a cache line on.</summary>
/// <param name="From">The first element.</param>
/// <param name="Count">How many.</param>
internal readonly record struct ElementRange(long From, long Count)
{
    /// <summary>A thread's part, in whole cache lines, so that no two threads write to one.</summary>
    public ElementRange Part(int part, int parts)
    {
        long lines = (Count + Padding.Floats - 1) / Padding.Floats;
        long from = lines * part / parts * Padding.Floats;
        long to = Math.Min(lines * (part + 1) / parts * Padding.Floats, Count);
        return new ElementRange(From + from, to - from);
    }
}
