using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Sweeps;

/// <summary>A sweep over a test's repository, two runs at a time; nothing is shown.</summary>
internal sealed class RepositorySweep(TestRepository repository) : IRunService, ISweepView
{
    public static IReadOnlyList<SweepOutcome> Execute(TestRepository repository, IReadOnlyList<RunSpec> specs)
    {
        RepositorySweep runs = new(repository);
        return new Sweep(runs, new SweepOptions(ExactEngine.Instance, new RunOptions { Threads = 1 }, FailFast: false, Jobs: 2), runs,
            _ => (_, _) => throw new InvalidOperationException("no data"), CancellationToken.None)
            .Execute([.. specs.Select(spec => new SelectedRun(spec, Named: true))]);
    }

    public void Freeze(IEnumerable<RunSpec> specs)
    {
    }

    public RunResult Stored(RunSpec spec) => repository.Results.Read(spec);

    public IReadOnlyList<RunResult> OfOtherEngines(RunSpec spec) => [];

    public IReadOnlyList<RunResult> Earlier(RunSpec spec) => [];

    public string Plan(RunResult stored, bool force) => "";

    public IDisposable KeepTogether(Action<string> note, CancellationToken cancellation) => new MemoryStream();

    public AcceptedEpochs Accepted(RunSpec spec) => AcceptedEpochs.None;

    public RunResult Execute(RunSpec spec, RunOptions options, Func<DatasetDefinition, CancellationToken, Dataset> data, IRunObserver observer,
        CancellationToken cancellation) =>
        repository.Execute(spec, options, observer, cancellation);

    public void Begin(int? cached, string? fault)
    {
    }

    public T Watch<T>(int index, Func<IRunView, T> execute) => execute(null!);

    public void Finished(int index, RunResult result)
    {
    }

    public void Waiting(int index, RunOwner? owner)
    {
    }

    public void NoRoom(int index, long bytes, long room)
    {
    }
}
