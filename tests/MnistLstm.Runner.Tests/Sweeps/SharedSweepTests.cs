using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Sweeps;

/// <summary>What a sweep does with runs that another process is making.</summary>
public sealed class SharedSweepTests : IRunService
{
    private static readonly RunOwner s_owner = new(4711, "box", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private readonly RunSpec[] _specs = [.. ((string[])["a", "b", "c"]).Select(name => Specs.Make(name))];
    private readonly Dictionary<string, int> _heldFor = [];
    private readonly List<string> _asked = [];
    private readonly RecordingView _view = new();

    [Fact]
    public void A_run_that_another_process_makes_is_passed_over_and_asked_for_again_at_the_end()
    {
        _heldFor["a"] = 1;
        Assert.Equal([RunStatus.Cached, RunStatus.Completed, RunStatus.Completed], Swept(jobs: 1).Select(outcome => outcome.Result.Status));
        Assert.Equal(["a", "b", "c", "a"], _asked);
        Assert.Empty(_view.Waits);
    }

    [Fact]
    public void Only_when_all_else_is_done_it_says_whom_it_waits_for_and_says_it_once()
    {
        _heldFor["b"] = 4;
        Assert.Equal([RunStatus.Completed, RunStatus.Cached, RunStatus.Completed], Swept(jobs: 1).Select(outcome => outcome.Result.Status));
        Assert.Equal(["a", "b", "c", "b", "b", "b", "b"], _asked);
        Assert.Equal([(1, s_owner)], _view.Waits);
    }

    [Fact]
    public void Waiting_for_one_run_it_takes_another_that_becomes_free()
    {
        (_heldFor["a"], _heldFor["b"]) = (9, 2);
        Swept(jobs: 1);
        Assert.Equal([2, 1, 0], _view.Done);
    }

    [Fact]
    public void Every_run_is_done_once_whatever_the_number_of_jobs()
    {
        (_heldFor["a"], _heldFor["c"]) = (3, 2);
        Assert.Equal([RunStatus.Cached, RunStatus.Completed, RunStatus.Cached], Swept(jobs: 8).Select(outcome => outcome.Result.Status));
        Assert.Equal([0, 1, 2], _view.Done.Order());
    }

    [Fact]
    public void Interrupted_while_it_waits_the_run_was_not_started()
    {
        _heldFor["a"] = int.MaxValue;
        using CancellationTokenSource source = new();
        _view.OnWaiting = source.Cancel;
        RunResult result = Swept(jobs: 1, source.Token)[0].Result;
        Assert.Equal((null, "not started: the sweep was interrupted"), (result.Status, result.Error));
    }

    [Fact]
    public void Five_sweeps_at_once_on_one_folder_make_each_run_once()
    {
        using TestRepository repository = new();
        ChildProcess[] children = [.. Enumerable.Range(0, StartupHook.Sweepers).Select(_ => new ChildProcess(repository, StartupHook.Sweep))];
        try
        {
            Assert.All(children, child => Assert.Equal("ready", child.ReadLine()));
            Array.ForEach(children, child => child.GoOn());
            string[] lines = [.. children.Select(child => child.ReadLine() ?? "")];
            string[] made = [.. lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            Assert.Equal(StartupHook.SweptRuns.Order(), made.Order());
            Assert.All(lines, line => Assert.NotEqual("", line));
        }
        finally
        {
            Array.ForEach(children, child => child.Dispose());
        }
    }

    void IRunService.Freeze(IEnumerable<RunSpec> specs)
    {
    }

    RunResult IRunService.Stored(RunSpec spec) => FakeRuns.Result(spec, status: null);

    IReadOnlyList<RunResult> IRunService.OfOtherEngines(RunSpec spec) => [];

    IReadOnlyList<RunResult> IRunService.Earlier(RunSpec spec) => [];

    string IRunService.Plan(RunResult stored, bool force) => "new";

    public IDisposable KeepTogether(Action<string> note, CancellationToken cancellation) => new MemoryStream();

    AcceptedEpochs IRunService.Accepted(RunSpec spec) => AcceptedEpochs.None;

    RunResult IRunService.Execute(RunSpec spec, RunOptions options, Func<DatasetDefinition, CancellationToken, Dataset> data, IRunObserver observer,
        CancellationToken cancellation)
    {
        Assert.True(options.PassOver);
        lock (_asked)
        {
            _asked.Add(spec.Name);
            int left = _heldFor.GetValueOrDefault(spec.Name, -1);
            _heldFor[spec.Name] = left - 1;
            return left > 0 ? FakeRuns.Result(spec, status: null) with { PassedOver = new PassedOver(s_owner) }
                : FakeRuns.Result(spec, left == 0 ? RunStatus.Cached : RunStatus.Completed);
        }
    }

    private IReadOnlyList<SweepOutcome> Swept(int jobs, CancellationToken cancellation = default) =>
        new Sweep(this, new SweepOptions(ExactEngine.Instance, new RunOptions { Threads = 1 }, FailFast: false, jobs), _view,
            _ => (_, _) => throw new InvalidOperationException("no data"), cancellation)
            .Execute([.. _specs.Select(spec => new SelectedRun(spec, Named: true))]);

    private sealed class RecordingView : ISweepView
    {
        public List<(int Index, RunOwner? Owner)> Waits { get; } = [];

        public List<int> Done { get; } = [];

        public Action? OnWaiting { get; set; }

        public void Begin(int? cached, string? fault) => Assert.Null(fault);

        public T Watch<T>(int index, Func<IRunView, T> execute) => execute(null!);

        public void Finished(int index, RunResult result) => Done.Add(index);

        public void Waiting(int index, RunOwner? owner)
        {
            Waits.Add((index, owner));
            OnWaiting?.Invoke();
        }

        public void NoRoom(int index, long bytes, long room) => Assert.Fail("there is room");
    }
}
