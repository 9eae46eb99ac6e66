using System.Globalization;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Where a task of an array stands, as Slurm says.</summary>
/// <param name="Key">The task.</param>
/// <param name="State">Slurm's word: <c>PENDING</c>, <c>RUNNING</c>, <c>TIMEOUT</c> and so on.</param>
/// <param name="Node">The node; empty where none is known.</param>
/// <param name="Reason">Slurm's word for why it waits or failed; empty or <c>None</c> where there is none.</param>
/// <param name="Folder">The folder it begins in: with it a task is told from one of another array that came to the same number.</param>
internal sealed record TaskState(TaskKey Key, string State, string Node, string Reason, string Folder)
{
    /// <summary>What <c>squeue --format</c> is asked for, in the order of <see cref="Parse"/>.</summary>
    public const string Format = "%F|%K|%T|%N|%r|%Z";

    private static readonly string[] s_ended =
        ["COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "PREEMPTED", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "REVOKED"];

    /// <summary>True once it is over, well or not. A word that is not known means that it is not.</summary>
    public bool HasEnded => s_ended.Contains(State);

    /// <summary>True when Slurm thinks that all went well.</summary>
    public bool IsCompleted => State == "COMPLETED";

    /// <summary>True while it waits for its turn.</summary>
    public bool IsWaiting => State is "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "SPECIAL_EXIT" or "RESV_DEL_HOLD";

    /// <summary>Reads a line of a cluster's <c>squeue</c>; null when it is not of this form.</summary>
    public static TaskState? Parse(string line, string cluster = "") =>
        line.Split('|', 6) is [string array, string task, string state, string node, string reason, string folder]
        && long.TryParse(array, NumberStyles.None, CultureInfo.InvariantCulture, out long job)
        && int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new TaskState(new TaskKey(new ArrayId(job, cluster), number), state.Trim(), node.Trim(), reason.Trim(), folder)
            : null;

    /// <summary>Reads a line of <c>sacct --parsable2 --format=JobID,State,NodeList</c>; null for the parts of a task, and for what is not of this
    /// form.</summary>
    public static TaskState? ParseAccounting(string line, string cluster = "") =>
        line.Split('|', 3) is [string id, string state, string node]
        && id.Split('_') is [string array, string task]
        && long.TryParse(array, NumberStyles.None, CultureInfo.InvariantCulture, out long job)
        && int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new TaskState(new TaskKey(new ArrayId(job, cluster), number), state.Split(' ')[0], node.Trim(), "", "")
            : null;

    /// <summary><c>TIMEOUT on node07</c>, <c>FAILED on node07 (JobLaunchFailure)</c>.</summary>
    public override string ToString() =>
        State + (Node.Length > 0 && Node != "None assigned" ? $" on {Node}" : "") + (Reason.Length > 0 && Reason != "None" ? $" ({Reason})" : "");
}
