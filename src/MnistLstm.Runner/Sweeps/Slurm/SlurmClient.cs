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

    /// <summary>Submits an array and gives its id, and with several clusters its cluster.</summary>
    /// <param name="arguments">What sbatch is called with.</param>
    /// <param name="cancellation">Ends the call; whether there is a job then, nobody knows.</param>
    /// <exception cref="CommandException">sbatch refuses.</exception>
    public ArrayId Submit(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        CommandOutput output = Call("sbatch", ["--parsable", .. arguments], cancellation);
        if (output.ExitCode != 0)
        {
            throw new CommandException($"sbatch refuses the array: {output.Words}");
        }

        return ArrayId.Parse(output.Output) ?? throw new CommandException($"sbatch does not say the array's id; it says: {output.Words}");
    }

    /// <summary>Where the tasks of arrays stand, by their clusters. Those that a cluster has forgotten, minutes after their end, or never knew, are left
    /// out.</summary>
    /// <exception cref="SlurmException">Slurm does not answer.</exception>
    public IReadOnlyDictionary<TaskKey, TaskState> Tasks(IReadOnlyCollection<ArrayId> arrays, CancellationToken cancellation) => ByKey(
        ByCluster(arrays).SelectMany(cluster =>
        {
            string[] words = ["--noheader", "--array", "--states=all", $"--format={TaskState.Format}", .. Words(cluster)];
            CommandOutput output = Call("squeue", words, cancellation);
            return output.ExitCode == 0 ? output.Output.Split('\n').Select(line => TaskState.Parse(line, cluster.Key))
                : output.Error.Contains("Invalid job id", StringComparison.Ordinal) ? []
                : throw new SlurmException($"squeue{On(cluster.Key)}: {output.Words}");
        }));

    /// <summary>How tasks ended, from the accounting; empty where the cluster keeps none.</summary>
    public IReadOnlyDictionary<TaskKey, TaskState> Ended(IReadOnlyCollection<ArrayId> arrays, CancellationToken cancellation) =>
        ChildCommand.Find("sacct", searchPath) is null ? new Dictionary<TaskKey, TaskState>() : ByKey(ByCluster(arrays).SelectMany(cluster =>
        {
            CommandOutput output = Call("sacct", ["--noheader", "--parsable2", "--array", "--format=JobID,State,NodeList", .. Words(cluster)], cancellation);
            return output.ExitCode == 0 ? output.Output.Split('\n').Select(line => TaskState.ParseAccounting(line, cluster.Key)) : [];
        }));

    /// <summary>Cancels an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="waitingOnly">True: only tasks that wait for their turn.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="SlurmException">scancel refuses.</exception>
    public void Cancel(ArrayId array, bool waitingOnly, CancellationToken cancellation)
    {
        string[] words = [.. waitingOnly ? ["--state=PENDING"] : Array.Empty<string>(), .. Clusters(array.Cluster), array.ToString()];
        CommandOutput output = Call("scancel", words, cancellation);
        if (output.ExitCode != 0)
        {
            throw new SlurmException($"scancel{On(array.Cluster)} {array}: {output.Words}");
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

    private static IEnumerable<IGrouping<string, ArrayId>> ByCluster(IEnumerable<ArrayId> arrays) =>
        arrays.GroupBy(array => array.Cluster, StringComparer.Ordinal);

    private static string[] Words(IGrouping<string, ArrayId> cluster) => [.. Clusters(cluster.Key), $"--jobs={string.Join(',', cluster)}"];

    private static string[] Clusters(string cluster) => cluster.Length == 0 ? [] : [$"--clusters={cluster}"];

    private static string On(string cluster) => string.Concat(Clusters(cluster).Select(word => " " + word));

    private static Dictionary<TaskKey, TaskState> ByKey(IEnumerable<TaskState?> states) =>
        states.OfType<TaskState>().GroupBy(state => state.Key).ToDictionary(same => same.Key, same => same.Last());

    private CommandOutput Call(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        string file = ChildCommand.Find(program, searchPath) ?? throw new SlurmException($"{program} is not in $PATH any more");

        // A user's filters and formats for these programs (SQUEUE_STATES and the like) would hide tasks. Those of sbatch are options of the user's.
        return ChildCommand.Run(file, arguments, program == "sbatch" ? null : program.ToUpperInvariant() + "_", cancellation);
    }
}
