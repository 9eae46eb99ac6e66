using System.Globalization;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Slurm, by its own programs.</summary>
/// <param name="searchPath">Where they are looked for, as in <c>$PATH</c>.</param>
internal sealed class SlurmClient(string searchPath)
{
    private const int UsualMaxArraySize = 1001;

    /// <summary>Ends with an error where Slurm is not to be had.</summary>
    /// <exception cref="UsageException">A program is missing.</exception>
    public void Require()
    {
        if (((string[])["sbatch", "squeue", "scancel"]).FirstOrDefault(program => ChildCommand.Find(program, searchPath) is null) is { } missing)
        {
            throw new UsageException(
                $"--on slurm needs Slurm's {missing}, and no folder of $PATH has it",
                "start the sweep on a login node of the cluster, or load its module (module load slurm)",
                "without Slurm: sweep … --jobs N on this machine, or --shard i/n on several (docs/scale.md)");
        }
    }

    /// <summary>Submits a job and gives its id.</summary>
    /// <param name="arguments">What sbatch is called with.</param>
    /// <param name="cancellation">Ends the call; whether there is a job then, nobody knows.</param>
    /// <exception cref="CommandException">sbatch refuses.</exception>
    public long Submit(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        CommandOutput output = Call("sbatch", ["--parsable", .. arguments], cancellation);
        if (output.ExitCode != 0)
        {
            throw new CommandException($"sbatch refuses the array: {output.Words}");
        }

        // With several clusters the id is followed by a name.
        return long.TryParse(output.Output.Trim().Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? id
            : throw new CommandException($"sbatch does not say the array's id; it says: {output.Words}");
    }

    /// <summary>Where the tasks of arrays stand. Those that Slurm has forgotten, minutes after their end, are left out.</summary>
    /// <exception cref="SlurmException">Slurm does not answer.</exception>
    public IReadOnlyDictionary<TaskKey, TaskState> Tasks(IReadOnlyCollection<long> arrays, CancellationToken cancellation)
    {
        if (arrays.Count == 0)
        {
            return new Dictionary<TaskKey, TaskState>();
        }

        string ids = string.Join(',', arrays.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        CommandOutput output = Call("squeue", ["--noheader", "--array", "--states=all", $"--format={TaskState.Format}", $"--jobs={ids}"], cancellation);
        return output.ExitCode == 0 ? ByKey(output.Output.Split('\n').Select(TaskState.Parse))
            : output.Error.Contains("Invalid job id", StringComparison.Ordinal) ? new Dictionary<TaskKey, TaskState>()
            : throw new SlurmException($"squeue: {output.Words}");
    }

    /// <summary>How tasks ended, from the accounting; empty where the cluster keeps none.</summary>
    public IReadOnlyDictionary<TaskKey, TaskState> Ended(IReadOnlyCollection<long> arrays, CancellationToken cancellation)
    {
        if (arrays.Count == 0 || ChildCommand.Find("sacct", searchPath) is null)
        {
            return new Dictionary<TaskKey, TaskState>();
        }

        string ids = string.Join(',', arrays.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        CommandOutput output = Call("sacct", ["--noheader", "--parsable2", "--array", "--format=JobID,State,NodeList", $"--jobs={ids}"], cancellation);
        return output.ExitCode == 0 ? ByKey(output.Output.Split('\n').Select(TaskState.ParseAccounting)) : new Dictionary<TaskKey, TaskState>();
    }

    /// <summary>Cancels an array.</summary>
    /// <param name="array">Its id.</param>
    /// <param name="waitingOnly">True: only tasks that wait for their turn.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="SlurmException">scancel refuses.</exception>
    public void Cancel(long array, bool waitingOnly, CancellationToken cancellation)
    {
        string id = array.ToString(CultureInfo.InvariantCulture);
        CommandOutput output = Call("scancel", waitingOnly ? ["--state=PENDING", id] : [id], cancellation);
        if (output.ExitCode != 0)
        {
            throw new SlurmException($"scancel {id}: {output.Words}");
        }
    }

    /// <summary>How many tasks an array may have, numbered from 1.</summary>
    public int MostTasks(CancellationToken cancellation)
    {
        string config = ChildCommand.Find("scontrol", searchPath) is null ? "" : Call("scontrol", ["show", "config"], cancellation).Output;
        string[]? setting =
            config.Split('\n').Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).FirstOrDefault(pair => pair is ["MaxArraySize", _]);
        return (int.TryParse(setting?[1], NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 1 ? size : UsualMaxArraySize) - 1;
    }

    /// <summary>The names of the cluster's nodes; empty where they cannot be asked for.</summary>
    public IReadOnlyCollection<string> Nodes(CancellationToken cancellation)
    {
        if (ChildCommand.Find("sinfo", searchPath) is null)
        {
            return [];
        }

        CommandOutput output = Call("sinfo", ["--noheader", "--Node", "--format=%N"], cancellation);
        return output.ExitCode == 0 ? [.. output.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()] : [];
    }

    private static Dictionary<TaskKey, TaskState> ByKey(IEnumerable<TaskState?> states) =>
        states.OfType<TaskState>().GroupBy(state => state.Key).ToDictionary(same => same.Key, same => same.Last());

    private CommandOutput Call(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        string file = ChildCommand.Find(program, searchPath) ?? throw new SlurmException($"{program} is not in $PATH any more");

        // A user's filters and formats for these programs (SQUEUE_STATES and the like) would hide tasks. Those of sbatch are options of the user's.
        return ChildCommand.Run(file, arguments, program == "sbatch" ? null : program.ToUpperInvariant() + "_", cancellation);
    }
}
