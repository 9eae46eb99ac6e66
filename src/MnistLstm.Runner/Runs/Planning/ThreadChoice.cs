using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>How many threads a run is worth where nobody said a number. The bits do not depend on it.</summary>
internal static class ThreadChoice
{
    /// <summary>
    /// The least useful operations of a training step for each thread. Threads meet five times a step, which costs 40 to 60 µs: what a processor does in
    /// that time must be little beside a thread's share (docs/benchmarks.md, "Many cores").
    /// </summary>
    public const double LeastFlops = 6.5e6;

    /// <summary>The least rows of a batch for each thread: a lone row is computed at a third of the speed, and shares what others would read once.</summary>
    public const int LeastRows = 2;

    /// <summary>Threads for a run: as many as its steps keep busy, at least 1.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="most">How many there are, at least 1.</param>
    public static int Of(RunSpec spec, int most)
    {
        if (most == 1)
        {
            return 1;
        }

        int batch = MemoryEstimate.BatchSize(spec);
        return Of((double)WorkEstimate.OfSample(spec).Step * batch, batch, most);
    }

    /// <summary>The same for a step of so many useful operations.</summary>
    /// <param name="flops">Useful operations of a training step.</param>
    /// <param name="batch">B, its sequences.</param>
    /// <param name="most">How many threads there are, at least 1.</param>
    public static int Of(double flops, int batch, int most) =>
        Math.Max(1, Math.Min(Math.Min(most, batch / LeastRows), (int)Math.Min(flops / LeastFlops, int.MaxValue)));
}
