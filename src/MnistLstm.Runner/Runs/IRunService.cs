using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Runs;

/// <summary>What commands ask of runs, their stored results and their snapshots.</summary>
internal interface IRunService
{
    /// <summary>Looks at the specs of runs that are about to be executed: what is edited from now on does not matter to them.</summary>
    void Freeze(IEnumerable<RunSpec> specs);

    /// <summary>The stored result of a run, compared with its snapshot; status null when there is none. Trains nothing. Safe to use from any thread.</summary>
    RunResult Stored(RunSpec spec);

    /// <summary>The stored results of a run, as its spec is now, that other engines made; each compared with that engine's snapshot where this build has the
    /// engine. Safe to use from any thread.</summary>
    IReadOnlyList<RunResult> OfOtherEngines(RunSpec spec);

    /// <summary>The complete stored results of a run's name by this engine, of the spec as it was before, the latest first; each with its own spec. Safe to use
    /// from any thread.</summary>
    IReadOnlyList<RunResult> Earlier(RunSpec spec);

    /// <summary>What executing a run would come to, in words: cached, or why it would be trained. Trains and writes nothing.</summary>
    /// <param name="stored">The run as <see cref="Stored"/> gives it.</param>
    /// <param name="force">Whether it would be trained although a result is stored.</param>
    string Plan(RunResult stored, bool force);

    /// <summary>The epochs of a run's accepted snapshot, if it is of the spec as it is now. Safe to use from any thread.</summary>
    AcceptedEpochs Accepted(RunSpec spec);

    /// <summary>Trains a run unless its result is there already, stores and checks it. Faults of the run are in the result, not thrown. Safe to use from any
    /// thread.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="options">How.</param>
    /// <param name="data">Gives the data set of a name, or throws a <see cref="DataException"/>.</param>
    /// <param name="observer">Told how it goes.</param>
    /// <param name="cancellation">Ends it; the result says interrupted.</param>
    RunResult Execute(RunSpec spec, RunOptions options, Func<DatasetDefinition, CancellationToken, Dataset> data, IRunObserver observer,
        CancellationToken cancellation);

    /// <summary>Until it is disposed of, what differs from its snapshot is collected, and then written once for each experiment.</summary>
    /// <param name="note">Told what could not be kept for review, and for whom the writing waits.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    IDisposable KeepTogether(Action<string> note, CancellationToken cancellation);
}
