using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Runner.Tests.Sweeps.Slurm;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary><c>sweep --on slurm</c> on a results folder that several clusters use: what a queue does not know may wait in another.</summary>
public sealed class SlurmClustersTests : IDisposable
{
    private static readonly RunSpec[] s_specs = [Specs.Make("a", epochs: 2), Specs.Make("b", epochs: 1)];
    private readonly CommandHarness _app = new(s_specs);
    private readonly FakeCluster _cluster = new();

    public SlurmClustersTests()
    {
        string program = Path.Combine(_cluster.Folder, "program");
        Directory.CreateDirectory(program);
        File.WriteAllText(Path.Combine(program, "app"), "the program");
        (_app.SlurmPath, _app.Program) = (_cluster.Bin, new ProgramFiles(program, "app", null));
        _app.Load = (set, _) => DatasetLoader.Load(set);
        Array.ForEach(s_specs, spec => _app.Runs.Appears(spec, _cluster.ResultOf(spec.Name)));
    }

    public void Dispose()
    {
        _app.Dispose();
        _cluster.Dispose();
    }

    [UnixFact]
    public void An_array_that_the_queue_does_not_know_keeps_its_program()
    {
        string first = SubmitAndLeave("4711");
        CompleteElsewhere(FakeCluster.Unknown);
        Assert.True(File.Exists(Path.Combine(first, "program", "app")), "its tasks may wait in another cluster's queue");
        Assert.True(Directory.Exists(Path.Combine(first, "tasks")));
    }

    [UnixFact]
    public void An_array_whose_number_is_another_job_here_keeps_its_program()
    {
        string first = SubmitAndLeave("4711");
        CompleteElsewhere("echo '4711|1|COMPLETED|node1|None|/home/else'");
        Assert.True(File.Exists(Path.Combine(first, "program", "app")));
    }

    [UnixFact]
    public void An_array_that_no_queue_knows_is_removed_when_nothing_happened_for_a_month()
    {
        string first = SubmitAndLeave("4711");
        Age(first, 31);
        CompleteElsewhere(FakeCluster.Unknown);
        Assert.False(Directory.Exists(first));
    }

    [UnixTheory]
    [InlineData("begun")]
    [InlineData("log")]
    public void A_file_of_a_task_that_is_newer_keeps_it(string part)
    {
        string first = SubmitAndLeave("4711");
        File.WriteAllText(Path.Combine(first, part, "1"), "");
        Age(first, 31);
        File.SetLastWriteTimeUtc(Path.Combine(first, part, "1"), DateTime.UtcNow.AddDays(-29));
        CompleteElsewhere(FakeCluster.Unknown);
        Assert.True(File.Exists(Path.Combine(first, "program", "app")));
    }

    [UnixFact]
    public void An_array_that_the_queue_knows_to_be_over_loses_its_program_and_keeps_its_logs()
    {
        string first = SubmitAndLeave("4711");
        CompleteElsewhere($"echo '4711|1|FAILED|node1|None|{first}'; echo '4711|2|CANCELLED|node1|None|{first}'");
        Assert.False(Directory.Exists(Path.Combine(first, "program")));
        Assert.True(Directory.Exists(Path.Combine(first, "log")));
    }

    [UnixFact]
    public void The_cluster_that_sbatch_names_is_the_one_that_is_asked_and_followed_again()
    {
        string first = SubmitAndLeave("4711;b");
        Assert.Equal("4711;b\n", File.ReadAllText(Path.Combine(first, "array")));
        Assert.Contains("array 4711 on b: 2 runs in 2 tasks", _app.Error);
        Assert.Contains("the same command follows it again, scancel -M b 4711 ends it", _app.Error);
        _cluster.Next(
            """[[ " $* " == *" --clusters=b "* ]] || exit 1""", FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "RUNNING"), _cluster.Stored("a"));
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), _cluster.Stored("a"), _cluster.Stored("b"));
        Assert.Equal(0, Sweep());
        Assert.Contains("--clusters=b", _cluster.AskedWith);
        Assert.Contains("are in the queue already, and are followed\n", _app.Error);
        Assert.False(Directory.Exists(first));
    }

    [UnixFact]
    public void An_array_of_a_named_cluster_is_cancelled_there()
    {
        _app.Ask = _ => true;
        SubmitAndLeave("4711;b");
        Assert.Equal(["--clusters=b 4711"], _cluster.Cancelled);
    }

    [UnixFact]
    public void A_cluster_that_does_not_answer_is_named_with_what_to_remove_when_it_is_no_more()
    {
        string first = SubmitAndLeave("4711;b");
        _cluster.Next("echo \"squeue: error: No cluster 'b' known by database.\" >&2; exit 1");
        Assert.Equal(1, Sweep());
        Assert.Contains(
            "error: Slurm does not answer, so nothing was submitted: squeue --clusters=b: squeue: error: No cluster 'b' known by database.; if there is no "
                + $"cluster b any more, remove results/.slurm/{Path.GetFileName(first)}\n",
            _app.Error);
        Assert.True(Directory.Exists(first));
    }

    private int Sweep() => _app.Run(["sweep", "a", "b", "--on", "slurm"]);

    /// <summary>Submits both runs, stops following, and gives the array's folder.</summary>
    private string SubmitAndLeave(string array)
    {
        _cluster.Names(array);
        _cluster.Next(FakeCluster.State(1, "RUNNING"), FakeCluster.State(2, "RUNNING"));
        _cluster.OnCall(1, _app.Signal.Cancel);
        Assert.Equal(130, Sweep());
        _app.Signal = new CancellationTokenSource();
        return _cluster.Array;
    }

    /// <summary>The same command again, to which the queue says this of the array that is there; another array makes the runs.</summary>
    private void CompleteElsewhere(string answer)
    {
        _cluster.Names("4712");
        _cluster.Next(answer);
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), _cluster.Stored("a"), _cluster.Stored("b"));
        Assert.Equal(0, Sweep());
        Assert.Contains("array 4712: 2 runs in 2 tasks", _app.Error);
    }

    private static void Age(string folder, int days)
    {
        DateTime then = DateTime.UtcNow.AddDays(-days);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, then);
        }

        Directory.SetLastWriteTimeUtc(folder, then);
    }
}
