namespace MnistLstm.Experiments.Benchmarks;

/// <summary>The most floating-point operations the machine was seen to do a second.</summary>
/// <param name="Threads">On so many threads.</param>
/// <param name="FlopsPerSecond">The best sample: a peak is what nothing disturbed.</param>
internal sealed record PeakFigures(int Threads, double FlopsPerSecond);
