namespace MnistLstm.Runner.Bench;

/// <summary>The floating-point operations the machine does a second when it does nothing else.</summary>
/// <param name="Threads">On so many threads.</param>
/// <param name="FlopsPerSecond">Measured by itself, the best sample: a peak is what nothing disturbed. Beside a shape, the median, as the shape's figures
/// are.</param>
internal sealed record PeakFigures(int Threads, double FlopsPerSecond);
