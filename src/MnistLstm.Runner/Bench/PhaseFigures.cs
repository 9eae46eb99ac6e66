namespace MnistLstm.Runner.Bench;

/// <summary>What a phase of a batch took. Rates are made from the median.</summary>
/// <param name="MedianSeconds">Of a difference, the median of the rounds' differences.</param>
/// <param name="MinSeconds">Of a difference, the difference of the two minima.</param>
/// <param name="Flops">Useful operations; null for a phase that has none to count.</param>
/// <param name="Samples">Samples of the batch.</param>
internal sealed record PhaseFigures(double MedianSeconds, double MinSeconds, long? Flops, int Samples)
{
    /// <summary>Useful operations a second; null when there are none, or noise hides the time.</summary>
    public double? FlopsPerSecond => Flops is { } flops && MedianSeconds > 0 ? flops / MedianSeconds : null;

    /// <summary>Whether it could have taken that long: a difference of two times that the machine's other work disturbed can come out as nothing, or
    /// less.</summary>
    public bool IsPossible => MedianSeconds > 0;

    /// <summary>Samples a second; null when noise hides the time.</summary>
    public double? SamplesPerSecond => MedianSeconds > 0 ? Samples / MedianSeconds : null;
}
