namespace MnistLstm.Runner.Sweeps;

/// <summary>How a sweep divides the processors: runs at a time, and threads within each.</summary>
/// <param name="Jobs">Runs side by side, at least 1.</param>
/// <param name="Threads">Threads within a run, at least 1.</param>
internal sealed record SweepSplit(int Jobs, int Threads)
{
    /// <summary>What every further thread within a run adds, of what the first one does; the threads of a run wait for each other many times a
    /// second.</summary>
    private const double OfFurtherThread = 0.8;

    /// <summary>What the command line says, and for the rest the split that ends soonest.</summary>
    /// <param name="jobs">Of <c>--jobs</c>; null when it is not given. Threads are then one each, unless they are given too.</param>
    /// <param name="threads">Of <c>--threads</c>; null when it is not given.</param>
    /// <param name="processors">Logical processors.</param>
    /// <param name="runs">What each run that will be trained costs, in any unit, and the most threads it takes.</param>
    public static SweepSplit Choose(int? jobs, int? threads, int processors, IReadOnlyList<(double Work, int Threads)> runs)
    {
        if (jobs is { } atATime)
        {
            return new SweepSplit(atATime, threads ?? (atATime == 1 ? processors : 1));
        }

        int most = Math.Clamp(runs.Count, 1, threads is { } within ? Math.Max(1, processors / within) : processors);
        return Enumerable.Range(1, most)
            .Select(count => new SweepSplit(count, threads ?? processors / count))
            .OrderBy(split => split.Span(runs))
            .ThenByDescending(split => split.Jobs)
            .First();
    }

    /// <summary><c>2 threads</c>, or <c>2 at a time, 1 thread each</c>.</summary>
    public override string ToString()
    {
        string threads = FormattableString.Invariant($"{Threads} {(Threads == 1 ? "thread" : "threads")}");
        return Jobs == 1 ? threads : FormattableString.Invariant($"{Jobs} at a time, {threads} each");
    }

    /// <summary>When the last run ends, longest first, on as many lanes as there are jobs.</summary>
    private double Span(IReadOnlyList<(double Work, int Threads)> runs)
    {
        PriorityQueue<double, double> lanes = new(Enumerable.Repeat((0.0, 0.0), Jobs));
        double span = 0;
        foreach ((double work, int most) in runs.OrderByDescending(run => run.Work))
        {
            double end = lanes.Dequeue() + (work / (1 + (OfFurtherThread * (Math.Min(Threads, most) - 1))));
            lanes.Enqueue(end, end);
            span = Math.Max(span, end);
        }

        return span;
    }
}
