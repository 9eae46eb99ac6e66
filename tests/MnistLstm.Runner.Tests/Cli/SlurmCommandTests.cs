using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Runner.Tests.Sweeps.Slurm;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary><c>sweep --on slurm</c>, with scripts for Slurm's programs and results that the test has appear.</summary>
public sealed class SlurmCommandTests : IDisposable
{
    private static readonly RunSpec[] s_specs = [Specs.Make("a", epochs: 3), Specs.Make("b", epochs: 2), Specs.Make("c", epochs: 1)];
    private readonly CommandHarness _app = new(s_specs);
    private readonly FakeCluster _cluster = new();

    public SlurmCommandTests()
    {
        string program = Path.Combine(_cluster.Folder, "program");
        Directory.CreateDirectory(program);
        File.WriteAllText(Path.Combine(program, "app"), "the program");
        (_app.SlurmPath, _app.Program) = (_cluster.Bin, new ProgramFiles(program, "app", null));
        _app.Load = (set, _) => set.Name == "mnist-10k" ? DatasetLoader.Load(set)
            : DatasetLoader.Load(set, new DataOptions { Places = new DataPlaces { Folders = [_app.Root], GivenBy = "--data" } });
        Array.ForEach(s_specs, spec => _app.Runs.Appears(spec, _cluster.ResultOf(spec.Name)));
    }

    public void Dispose()
    {
        _app.Dispose();
        _cluster.Dispose();
    }

    [UnixFact]
    public void Runs_are_submitted_as_an_array_followed_and_shown_as_they_come_in()
    {
        _cluster.Next(FakeCluster.State(1, "PENDING", "", "Priority"), FakeCluster.State(2, "PENDING", "", "Priority"), FakeCluster.State(3, "RUNNING"));
        _cluster.Next(FakeCluster.State(1, "RUNNING"), FakeCluster.State(2, "RUNNING"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("c"));
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), _cluster.Stored("b"), _cluster.Stored("a"));
        Assert.Equal(0, Sweep());
        Assert.Equal(["--array=1-3", "--job-name=mnist-lstm", "--cpus-per-task=1", "--requeue"], _cluster.SubmittedWith.Skip(1).Take(4));
        Assert.Contains("array 4711: 3 runs in 3 tasks, one run each; logs: results/.slurm/", _app.Error);
        Assert.Contains("array 4711: 0 of 3 runs done, 1 task under way, 2 waiting (Priority)\n", _app.Error);
        Assert.True(_app.Error.IndexOf("] c ", StringComparison.Ordinal) < _app.Error.IndexOf("] a ", StringComparison.Ordinal), _app.Error);
        Assert.Contains("3 completed, 3 equal to their snapshots.", _app.Error);
        Assert.Contains("\na ", _app.Output);
        Assert.Empty(_app.Runs.Executed);
        Assert.False(Directory.Exists(_cluster.Array), "what an array needs is removed when all went well");
    }

    [UnixFact]
    public void A_task_in_the_queue_whose_run_was_made_elsewhere_is_cancelled()
    {
        _cluster.Next(FakeCluster.State(1, "PENDING"), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("b"),
            _cluster.Stored("c"));
        _cluster.Next(FakeCluster.State(1, "PENDING"), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("a"));
        Assert.Equal(0, Sweep());
        Assert.Contains("3 completed", _app.Error);
        Assert.Equal(["--state=PENDING 4711"], _cluster.Cancelled);
        Assert.False(Directory.Exists(_cluster.Array));
    }

    [UnixFact]
    public void The_json_says_completed_for_what_the_array_made_and_cached_for_what_was_there()
    {
        File.WriteAllText(_cluster.ResultOf("a"), "");
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(0, Sweep("--format", "json"));
        Assert.Equal(["cached", "completed", "completed"],
            System.Text.Json.JsonDocument.Parse(_app.Output).RootElement.GetProperty("runs").EnumerateArray()
                .Select(run => run.GetProperty("status").GetString()));
        Assert.Contains("--array=1-2", _cluster.SubmittedWith);
    }

    [UnixFact]
    public void Nothing_is_submitted_when_every_result_is_there()
    {
        Array.ForEach(s_specs, spec => File.WriteAllText(_cluster.ResultOf(spec.Name), ""));
        Assert.Equal(0, Sweep());
        Assert.False(_cluster.IsSubmitted);
        Assert.Contains("3 cached", _app.Error);
    }

    [UnixFact]
    public void A_failed_task_is_named_with_its_log_and_its_last_line()
    {
        _cluster.Next(
            FakeCluster.State(1, "TIMEOUT", "node7"), FakeCluster.Begun(1), FakeCluster.Log(1, "DUE TO TIME LIMIT"),
            FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(1, Sweep());
        string log = Path.Combine(_cluster.Array, "log", "1.txt");
        Assert.Contains($"task 4711_1 TIMEOUT on node7; log: {log}; its last line: DUE TO TIME LIMIT\n", _app.Error);
        Assert.Contains($"  task 4711_1: TIMEOUT on node7; log: {log}\n  repeat: dotnet run -- run a\n", _app.Error);
        Assert.Contains("2 completed, 1 failed", _app.Error);
        Assert.True(File.Exists(log));
        Assert.False(Directory.Exists(Path.Combine(_cluster.Array, "program")));
    }

    [UnixFact]
    public void A_task_whose_node_does_not_see_the_folder_says_so()
    {
        _cluster.Next(FakeCluster.State(1, "FAILED", "node7", "JobLaunchFailure"), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"),
            _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(1, Sweep());
        Assert.Contains($"; it never began: the node must see {_cluster.Array} by this path, and you must be allowed to write there", _app.Error);
    }

    [UnixFact]
    public void What_a_task_reports_of_a_run_that_failed_is_that_runs_error()
    {
        _cluster.Next(
            FakeCluster.Begun(1), FakeCluster.Report(1, """{"schema":1,"runs":[{"name":"a","status":"failed","error":"loss became NaN"}]}"""),
            FakeCluster.State(1, "FAILED"),
            FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(1, Sweep());
        Assert.Contains("\n  loss became NaN\n", _app.Error);
    }

    [UnixFact]
    public void A_task_that_is_put_back_into_the_queue_is_followed_again()
    {
        string[] others = [FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("b"), _cluster.Stored("c")];
        _cluster.Next([FakeCluster.Begun(1), FakeCluster.State(1, "NODE_FAIL"), .. others[..1], FakeCluster.State(3, "RUNNING")]);
        _cluster.Next([FakeCluster.State(1, "NODE_FAIL"), .. others[..1], FakeCluster.State(3, "RUNNING")]);
        _cluster.Next([FakeCluster.State(1, "PENDING", "", "BeginTime"), FakeCluster.State(3, "RUNNING")]);
        _cluster.Next([FakeCluster.State(1, "COMPLETED"), _cluster.Stored("a"), .. others]);
        Assert.Equal(0, Sweep());
        Assert.Contains("task 4711_1 NODE_FAIL", _app.Error);
        Assert.Contains("task 4711_1 is back in the queue\n", _app.Error);
        Assert.Contains("3 completed", _app.Error);
    }

    [UnixFact]
    public void A_task_that_Slurm_has_forgotten_is_looked_for_in_the_accounting()
    {
        _cluster.Write("sacct", """echo '4711_1|OUT_OF_MEMORY|node3'; echo '4711_1.batch|OUT_OF_MEMORY|node3'""");
        _cluster.Next(FakeCluster.Begun(1), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(1, Sweep());
        Assert.Contains("task 4711_1 OUT_OF_MEMORY on node3; log: ", _app.Error);
    }

    [UnixFact]
    public void Slurm_that_does_not_answer_for_a_while_is_asked_again()
    {
        _cluster.Next("echo 'Unable to contact slurm controller' >&2; exit 1");
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("a"),
            _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(0, Sweep());
        Assert.Contains("Slurm does not answer: squeue: Unable to contact slurm controller", _app.Error);
    }

    [UnixFact]
    public void The_same_command_follows_runs_that_are_in_the_queue_and_submits_only_the_rest()
    {
        _cluster.Next(FakeCluster.State(1, "RUNNING"), FakeCluster.State(2, "RUNNING"));
        _cluster.OnCall(3, _app.Signal.Cancel);
        Assert.Equal(130, Sweep("a", "b"));
        Assert.Empty(_cluster.Cancelled);
        Assert.Contains("array 4711 goes on; the same command follows it again, scancel 4711 ends it", _app.Error);
        string first = _cluster.Array;

        _app.Signal = new CancellationTokenSource();
        _cluster.Write("sbatch", """printf '%s\n' "$@" >"$here/second"; dirname "${@: -1}" >"$here/array2"; echo 4712""");
        _cluster.Next(FakeCluster.State(1, "RUNNING"), FakeCluster.State(2, "RUNNING"));
        _cluster.Next(
            FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), """echo "4712|1|COMPLETED|node1|None|$(cat "$here/array2")" """,
            _cluster.Stored("a"), _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(0, Sweep());
        Assert.Contains("array 4711: 2 of these runs are in the queue already, and are followed\n", _app.Error);
        Assert.Contains("array 4712: 1 run in 1 task, one run each", _app.Error);
        Assert.Contains("--array=1-1", File.ReadAllLines(Path.Combine(_cluster.Folder, "second")));
        Assert.False(Directory.Exists(first));
    }

    [UnixFact]
    public void A_job_of_somebody_else_that_came_to_the_same_number_is_not_followed()
    {
        _cluster.Next(FakeCluster.State(1, "RUNNING"), FakeCluster.State(2, "RUNNING"), FakeCluster.State(3, "RUNNING"));
        _cluster.OnCall(2, _app.Signal.Cancel);
        Assert.Equal(130, Sweep());
        _app.Signal = new CancellationTokenSource();
        _cluster.Next("echo '4711|1|RUNNING|node1|None|/home/else'");
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("a"),
            _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(0, Sweep());
        Assert.Contains("array 4711: 3 runs in 3 tasks", _app.Error);
    }

    [UnixTheory]
    [InlineData(true, "4711", "array 4711 cancelled; the same command submits what is left, and goes on from the checkpoints")]
    [InlineData(false, null, "array 4711 goes on; the same command follows it again, scancel 4711 ends it")]
    public void An_interrupt_offers_to_cancel_the_array(bool answer, string? cancelled, string words)
    {
        List<string> questions = [];
        _app.Ask = question =>
        {
            questions.Add(question);
            return answer;
        };
        _cluster.Next(FakeCluster.State(1, "RUNNING"), FakeCluster.State(2, "RUNNING"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("c"));
        _cluster.OnCall(2, _app.Signal.Cancel);
        Assert.Equal(130, Sweep());
        Assert.Equal(["cancel array 4711, of which 2 tasks are left?"], questions);
        Assert.Equal(cancelled is null ? [] : [cancelled], _cluster.Cancelled);
        Assert.Contains(words + "\n", _app.Error);
        Assert.Contains("1 completed, 2 interrupted", _app.Error);
    }

    [UnixFact]
    public void With_fail_fast_tasks_that_wait_are_cancelled_after_the_first_fault()
    {
        _cluster.Next(FakeCluster.Begun(1), FakeCluster.State(1, "FAILED"), FakeCluster.State(2, "PENDING"), FakeCluster.State(3, "PENDING"));
        _cluster.Next(FakeCluster.State(1, "FAILED"), FakeCluster.State(2, "PENDING"), FakeCluster.State(3, "PENDING"));
        _cluster.Next(FakeCluster.State(1, "FAILED"), FakeCluster.State(2, "CANCELLED"), FakeCluster.State(3, "CANCELLED"));
        Assert.Equal(1, Sweep("--fail-fast"));
        Assert.Equal(["--state=PENDING 4711"], _cluster.Cancelled);
        Assert.Contains("not started: --fail-fast, after a", _app.Error);
        Assert.Contains("1 failed, 2 not started", _app.Error);
    }

    [UnixFact]
    public void Completed_for_Slurm_and_nowhere_to_be_seen_is_a_failure_after_a_while()
    {
        _cluster.Next(FakeCluster.Begun(1), FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"),
            _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(1, Sweep());
        Assert.Contains("task 4711_1: COMPLETED on node1", _app.Error);
    }

    [UnixFact]
    public void Tasks_share_the_runs_out_as_shards_do()
    {
        string lists = Shares("--tasks", "2");
        Assert.Equal("1: a c\n2: b", lists);
        Assert.Contains("--array=1-2", _cluster.SubmittedWith);
        Assert.Contains("array 4711: 3 runs in 2 tasks, at most 2 runs each", _app.Error);
    }

    [UnixFact]
    public void An_array_has_no_more_tasks_than_the_cluster_allows()
    {
        _cluster.SetMaxArraySize(3);
        Assert.Equal(2, Sweep("--tasks", "3"));
        Assert.StartsWith("error: --tasks 3: an array of this cluster has at most 2 tasks (MaxArraySize)\n", _app.Error);
        Shares();
        Assert.Contains("--array=1-2", _cluster.SubmittedWith);
    }

    [UnixFact]
    public void Options_reach_sbatch_and_the_tasks()
    {
        Shares("--sbatch", "partition=long", "--sbatch=--time=2:00:00", "--sbatch", "-A me", "--jobs", "2", "--threads", "4", "--memory", "3G", "--data",
            Path.Combine(_app.Root, "my data"), "--no-check");
        Assert.Contains("--array=1-3%2", _cluster.SubmittedWith);
        Assert.Contains("--cpus-per-task=4", _cluster.SubmittedWith);
        Assert.Equal(["--partition=long", "--time=2:00:00", "-A me"], _cluster.SubmittedWith[^4..^1]);
        Assert.Contains(
            $"sweep \"${{runs[@]}}\" --as-built --no-check --jobs 1 --threads 4 --memory 3221225472 --format json "
                + $"--results {Path.Combine(_app.Root, "results")} --data '{Path.Combine(_app.Root, "my data")}' >",
            File.ReadAllText(Path.Combine(_cluster.Folder, "sbatch.script")));
    }

    [UnixFact]
    public void A_dry_run_shows_the_command_and_submits_nothing()
    {
        Assert.Equal(0, Sweep("--dry-run", "--sbatch", "time=1:00:00"));
        Assert.Contains("would submit: sbatch '--array=1-3'".Replace("'", "", StringComparison.Ordinal), _app.Error);
        Assert.Contains("--time=1:00:00", _app.Error);
        Assert.False(_cluster.IsSubmitted);
        Assert.False(Directory.Exists(Path.Combine(_app.Root, "results")));
    }

    [UnixFact]
    public void Where_there_is_no_Slurm_the_command_ends_2_and_says_how_else_to_go()
    {
        _cluster.Remove("sbatch");
        Assert.Equal(2, Sweep());
        Assert.StartsWith("error: --on slurm needs Slurm's sbatch, and no folder of $PATH has it\nhelp:  start the sweep on a login node", _app.Error);
        Assert.Equal("", _app.Output);
    }

    [UnixFact]
    public void What_sbatch_says_when_it_refuses_is_printed_and_nothing_is_left()
    {
        _cluster.Refuses("sbatch: error: invalid partition specified: long\nsbatch: error: Batch job submission failed");
        Assert.Equal(1, Sweep());
        Assert.Contains("error: sbatch refuses the array: sbatch: error: invalid partition specified: long; sbatch: error: Batch job submission failed\n",
            _app.Error);
        Assert.Equal("", _app.Output);
        Assert.Empty(Directory.GetDirectories(Path.Combine(_app.Root, "results", ".slurm")));
    }

    [UnixFact]
    public void A_spec_that_changed_after_the_build_is_not_submitted()
    {
        _app.Runs.Refused["a"] = "experiments/a.yaml changed after the build";
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(1, Sweep());
        Assert.Contains("--array=1-2", _cluster.SubmittedWith);
        Assert.Contains("experiments/a.yaml changed after the build", _app.Error);
    }

    [UnixFact]
    public void Runs_whose_data_is_missing_are_not_submitted()
    {
        _app.Catalog.Add(Specs.Make("d", dataset: "mnist"));
        _cluster.Next(FakeCluster.State(1, "COMPLETED"), FakeCluster.State(2, "COMPLETED"), FakeCluster.State(3, "COMPLETED"), _cluster.Stored("a"),
            _cluster.Stored("b"), _cluster.Stored("c"));
        Assert.Equal(4, Sweep("d"));
        Assert.Contains("--array=1-3", _cluster.SubmittedWith);
        Assert.Contains("1 without data", _app.Error);
    }

    [Theory]
    [InlineData("error: --tasks means something with --on slurm only", "--tasks", "2")]
    [InlineData("error: --sbatch means something with --on slurm only", "--sbatch", "time=1")]
    [InlineData("error: --force cannot be combined with --on slurm", "--on", "slurm", "--force")]
    [InlineData("error: --on expects slurm, got 'slrm'; did you mean 'slurm'?", "--on", "slrm")]
    [InlineData("error: --sbatch array: the sweep numbers the tasks", "--on", "slurm", "--sbatch", "array=1-3")]
    [InlineData("error: --sbatch output: the sweep names the logs", "--on", "slurm", "--sbatch=--out=x")]
    [InlineData("error: --sbatch output: the sweep names the logs", "--on", "slurm", "--sbatch=-ox")]
    [InlineData("error: --sbatch wrap: the sweep writes the script", "--on", "slurm", "--sbatch", "wrap=ls")]
    [InlineData("error: --sbatch takes one option at a time: --sbatch partition=a --sbatch time=1", "--on", "slurm", "--sbatch", "partition=a --time=1")]
    [InlineData("error: --sbatch expects an option of sbatch, such as partition=long or time=2:00:00, got '/bin/sh'", "--on", "slurm", "--sbatch", "/bin/sh")]
    public void A_wrong_command_line_says_what_is_wrong(string expected, params string[] options)
    {
        Assert.Equal(2, _app.Run(["sweep", "a", .. options]));
        Assert.StartsWith(expected, _app.Error);
        Assert.Equal("", _app.Output);
    }

    private int Sweep(params string[] more)
    {
        string[] words = [.. more.TakeWhile(word => !word.StartsWith('-'))];
        return _app.Run(["sweep", .. words.Length > 0 && words[0] != "d" ? words : [.. s_specs.Select(spec => spec.Name), .. words], "--on", "slurm",
            .. more.Skip(words.Length)]);
    }

    /// <summary>Submits, is interrupted at once, and gives the runs of each task.</summary>
    private string Shares(params string[] options)
    {
        _cluster.Next(FakeCluster.State(1, "RUNNING"), FakeCluster.State(2, "RUNNING"), FakeCluster.State(3, "RUNNING"));
        _cluster.OnCall(1, _app.Signal.Cancel);
        Assert.Equal(130, Sweep(options));
        _app.Signal = new CancellationTokenSource();
        return string.Join('\n',
            Directory.GetFiles(Path.Combine(_cluster.Array, "tasks")).Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetFileName(file)}: {string.Join(' ', File.ReadAllLines(file))}"));
    }
}
