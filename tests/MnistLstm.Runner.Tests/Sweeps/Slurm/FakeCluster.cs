using System.Globalization;

namespace MnistLstm.Runner.Tests.Sweeps.Slurm;

/// <summary>
/// Slurm's programs as scripts, in a folder for the search path. sbatch notes what it is given; squeue says, call by call, what the test has written
/// for it, and can make a file appear that stands for a result; scancel notes what it is given.
/// </summary>
internal sealed class FakeCluster : IDisposable
{
    private int _calls;

    public FakeCluster()
    {
        Folder = Directory.CreateTempSubdirectory("mnist-lstm-cluster-").FullName;
        Bin = Path.Combine(Folder, "bin");
        Directory.CreateDirectory(Bin);
        Write("sbatch", """
            printf '%s\n' "$@" >"$here/sbatch.arguments"
            if [ -f "$here/sbatch.refusal" ]; then cat "$here/sbatch.refusal" >&2; exit 1; fi
            cp "${@: -1}" "$here/sbatch.script"
            dirname "${@: -1}" >"$here/array"
            cat "$here/id"
            """);
        Write("squeue", """
            printf '%s\n' "$@" >"$here/squeue.arguments"
            calls=$(($(cat "$here/squeue.calls") + 1))
            while [ "$calls" -gt 1 ] && [ ! -f "$here/squeue.$calls" ]; do calls=$((calls - 1)); done
            echo "$calls" >"$here/squeue.calls"
            echo call >>"$here/squeue.total"
            [ ! -f "$here/squeue.$calls" ] || source "$here/squeue.$calls"
            """);
        Write("scancel", """printf '%s\n' "$*" >>"$here/scancel.arguments" """);
        Write("scontrol", """echo "MaxArraySize            = $(cat "$here/size")" """);
        File.WriteAllText(Path.Combine(Folder, "squeue.calls"), "0\n");
        File.WriteAllText(Path.Combine(Folder, "size"), "1001\n");
        Names("4711");
    }

    /// <summary>What the scripts keep.</summary>
    public string Folder { get; }

    /// <summary>The scripts.</summary>
    public string Bin { get; }

    /// <summary>The folder of the array that was submitted.</summary>
    public string Array => File.ReadAllText(Path.Combine(Folder, "array")).Trim();

    public string[] SubmittedWith => File.ReadAllLines(Path.Combine(Folder, "sbatch.arguments"));

    public bool IsSubmitted => File.Exists(Path.Combine(Folder, "sbatch.arguments"));

    public string[] Cancelled => File.Exists(Path.Combine(Folder, "scancel.arguments")) ? File.ReadAllLines(Path.Combine(Folder, "scancel.arguments")) : [];

    public string[] AskedWith => File.ReadAllLines(Path.Combine(Folder, "squeue.arguments"));

    /// <summary>What sbatch says when it has submitted an array.</summary>
    public void Names(string array) => File.WriteAllText(Path.Combine(Folder, "id"), array + "\n");

    /// <summary>The file that stands for a run's result.</summary>
    public string ResultOf(string run) => Path.Combine(Folder, "result-" + run);

    /// <summary>What sbatch says instead of submitting.</summary>
    public void Refuses(string words) => File.WriteAllText(Path.Combine(Folder, "sbatch.refusal"), words);

    public void SetMaxArraySize(int size) => File.WriteAllText(Path.Combine(Folder, "size"), size.ToString(CultureInfo.InvariantCulture));

    /// <summary>What happens at the next call of squeue: lines of bash. The last that is written also holds for all later calls.</summary>
    public void Next(params string[] lines) => File.WriteAllLines(Path.Combine(Folder, $"squeue.{++_calls}"), lines);

    /// <summary>Does something, on another thread, once squeue has been called so many times.</summary>
    public void OnCall(int count, Action action)
    {
        string total = Path.Combine(Folder, "squeue.total");
        Task.Run(() =>
        {
            SpinWait.SpinUntil(() => File.Exists(total) && File.ReadAllLines(total).Length >= count);
            action();
        });
    }

    /// <summary>The line of bash that prints a task's state.</summary>
    public static string State(int task, string state, string node = "node1", string reason = "None") =>
        $"""echo "$(cut -d ';' -f 1 "$here/id")|{task}|{state}|{node}|{reason}|$(cat "$here/array")" """;

    /// <summary>The line of bash with which squeue says that it does not know an array, which may be another cluster's.</summary>
    public static string Unknown => "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1";

    /// <summary>The line of bash that makes a run's result appear.</summary>
    public string Stored(string run) => $"touch '{ResultOf(run)}'";

    /// <summary>The line of bash that has a task begin on a node that sees the folder.</summary>
    public static string Begun(int task) => $"""touch "$(cat "$here/array")/begun/{task}" """;

    /// <summary>The line of bash that writes a task's log.</summary>
    public static string Log(int task, string text) => $"""echo '{text}' >"$(cat "$here/array")/log/{task}.txt" """;

    /// <summary>The line of bash that has a task report.</summary>
    public static string Report(int task, string json) => $"""echo '{json}' >"$(cat "$here/array")/report/{task}" """;

    public void Remove(string program) => File.Delete(Path.Combine(Bin, program));

    public void Write(string program, string lines)
    {
        string file = Path.Combine(Bin, program);
        File.WriteAllText(file, $"#!/bin/bash\nhere='{Folder}'\n{lines}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
