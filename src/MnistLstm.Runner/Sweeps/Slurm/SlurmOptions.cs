using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Runs.Execution;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>How a sweep is done on a cluster.</summary>
/// <param name="Engine">What runs are trained with.</param>
/// <param name="Execution">How results are checked, and the threads of each task.</param>
/// <param name="FailFast">Start no task after the first run that fails or differs from its snapshot.</param>
internal sealed record SlurmOptions(RunEngine Engine, RunOptions Execution, bool FailFast)
{
    /// <summary>Tasks that the runs are shared out to; null for one a run, as far as the cluster allows.</summary>
    public int? Tasks { get; init; }

    /// <summary>Tasks at a time; null for as many as the cluster gives.</summary>
    public int? AtATime { get; init; }

    /// <summary>Further arguments of sbatch.</summary>
    public IReadOnlyList<string> Sbatch { get; init; } = [];

    /// <summary>The folder of the data, absolute; null for the usual places.</summary>
    public string? Data { get; init; }

    /// <summary>Between two looks at the queue; null for what suits the number of tasks.</summary>
    public TimeSpan? Pace { get; init; }

    /// <summary>How long after a task's good end its results may take to be seen here: a network file system remembers for a minute that a file is not
    /// there.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(90);
}
