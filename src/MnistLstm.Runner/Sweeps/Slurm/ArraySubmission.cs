using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Shares runs out to the tasks of an array, and submits it.</summary>
/// <param name="slurm">The cluster.</param>
/// <param name="layout">Where things are.</param>
/// <param name="program">What the nodes run.</param>
/// <param name="options">How the sweep is done.</param>
/// <param name="time">The clock.</param>
internal sealed class ArraySubmission(SlurmClient slurm, RepositoryLayout layout, ProgramFiles program, SlurmOptions options, TimeProvider time)
{
    /// <summary>Characters of one task's runs on a command line; the system takes about two million.</summary>
    private const int LongestList = 1_000_000;

    /// <summary>Before the time limit: long enough to end a batch and to store a checkpoint.</summary>
    private const int SecondsToStop = 60;

    /// <summary>Ends with an error where an array cannot have as many tasks as are wanted.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public void Require(CancellationToken cancellation) => TaskCount(options.Tasks ?? 1, cancellation);

    /// <summary>The command that would submit so many runs, as words; empty for none.</summary>
    /// <exception cref="UsageException">An array cannot have as many tasks as are wanted.</exception>
    public IReadOnlyList<string> Command(int runs, CancellationToken cancellation) =>
        runs == 0 ? [] : ["sbatch", .. Arguments(new ArrayFolder(Path.Combine(layout.Results, ".slurm", "new")), TaskCount(runs, cancellation))];

    /// <summary>Submits runs.</summary>
    /// <param name="collected">The sweep's runs.</param>
    /// <param name="missing">Those to submit, by their places.</param>
    /// <param name="display">Told what was submitted.</param>
    /// <param name="cancellation">Ends it before anything is submitted.</param>
    /// <exception cref="CommandException">sbatch refuses.</exception>
    /// <exception cref="UsageException">The runs cannot be shared out as is wanted.</exception>
    /// <exception cref="IOException">The results folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public ArrayTask[] Submit(CollectedRuns collected, IReadOnlyList<int> missing, ISlurmView display, CancellationToken cancellation)
    {
        int count = TaskCount(missing.Count, cancellation);
        Dictionary<string, int> places = missing.ToDictionary(run => collected.Spec(run).Name, run => run, StringComparer.Ordinal);
        SelectedRun[] all = [.. missing.Select(run => new SelectedRun(collected.Spec(run), Named: true))];
        string[][] shares = [.. Enumerable.Range(1, count).Select(part => new SweepShard(part, count).Of(all).Select(run => run.Spec.Name).ToArray())];
        if (shares.Max(share => share.Sum(name => (long)name.Length + 1)) > LongestList)
        {
            throw new UsageException(
                FormattableString.Invariant($"{count} tasks are too few for {missing.Count} runs: the names of one task's runs do not fit on a command line"),
                "say more with --tasks N");
        }

        cancellation.ThrowIfCancellationRequested();
        var folder = ArrayFolder.Create(layout, time, shares,
            missing.ToDictionary(run => collected.Spec(run).Name, collected.Fingerprint, StringComparer.Ordinal));
        ArrayId? array = null;
        try
        {
            program.CopyTo(folder.Program);
            File.WriteAllText(folder.Script, ArrayScript.Text(folder, layout.Root, program, SweepWords()));

            // Not to be cut off: whether there is an array would not be known then.
            array = slurm.Submit(Arguments(folder, count), CancellationToken.None);
            folder.WriteArray(array.Value);
        }
        catch
        {
            // An array that nobody could follow must not run either.
            if (array is { } id)
            {
                slurm.Cancel(id, waitingOnly: false, CancellationToken.None);
            }

            folder.Remove(keepLogs: false);
            throw;
        }

        int most = shares.Max(share => share.Length);
        string each = most == 1 ? "one run each" : FormattableString.Invariant($"at most {most} runs each");
        string on = array.Value.Cluster.Length == 0 ? "" : $" on {array.Value.Cluster}";
        display.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"array {array}{on}: {missing.Count} {(missing.Count == 1 ? "run" : "runs")} in {count} {(count == 1 ? "task" : "tasks")}, {each}; "
                + $"logs: {layout.Relative(folder.Logs)}/<task>.txt"));
        return [.. shares.Select((share, part) => new ArrayTask(folder, new TaskKey(array.Value, part + 1), [.. share.Select(name => places[name])]))];
    }

    private int TaskCount(int runs, CancellationToken cancellation)
    {
        int most = slurm.MostTasks(cancellation);
        return options.Tasks is not { } wanted ? Math.Min(runs, most)
            : wanted <= most ? Math.Min(runs, wanted)
            : throw new UsageException(
                FormattableString.Invariant($"--tasks {wanted}: an array of this cluster has at most {most} tasks (MaxArraySize)"),
                "without --tasks each task gets a fair share of the runs");
    }

    private string[] Arguments(ArrayFolder folder, int count) =>
    [
        FormattableString.Invariant($"--array=1-{count}") + (options.AtATime is { } atATime ? FormattableString.Invariant($"%{atATime}") : ""),
        "--job-name=mnist-lstm",
        FormattableString.Invariant($"--cpus-per-task={options.Execution.Threads}"),
        "--requeue",
        FormattableString.Invariant($"--signal=B:USR1@{SecondsToStop}"),
        $"--chdir={folder.Folder}",
        "--open-mode=append",

        // In a log's name %a is the task's number, so that a percent sign of the folder's own must be doubled.
        $"--output={folder.Logs.Replace("%", "%%", StringComparison.Ordinal)}/%a.txt",
        .. options.Sbatch,
        folder.Script,
    ];

    /// <summary>The options of the sweep within a task. It compares nothing: that is done where the results are taken in, so that one process writes what
    /// differs.</summary>
    private IEnumerable<string> SweepWords() =>
    [
        "--as-built",
        "--no-check",
        "--jobs", "1",
        "--threads", options.Execution.Threads.ToString(CultureInfo.InvariantCulture),
        .. options.Execution.Memory is { } memory ? ["--memory", memory.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        "--format", "json",
        "--results", layout.Results,
        .. options.Data is { } data ? ["--data", data] : Array.Empty<string>(),
        .. options.Engine.Word == ExactEngine.Name ? Array.Empty<string>() : ["--engine", options.Engine.Word],
        .. options.FailFast ? ["--fail-fast"] : Array.Empty<string>(),
    ];
}
