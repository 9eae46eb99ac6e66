using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Runs;

/// <summary>
/// A program's runs for a test project: each is trained anew, whatever lies in results/, and compared with its accepted snapshot bit for bit. Quick runs
/// are trained whole, long ones for their first epoch; with the variable <c>MNIST_LSTM_FULL=1</c> all of them to their end. Fetches no data. With
/// <c>CI=true</c> a missing snapshot is a failure, and nothing is written below experiments/.
/// </summary>
public sealed class SnapshotRuns
{
    private const string FullVariable = "MNIST_LSTM_FULL";

    private readonly IReadOnlyList<RunSpec> _catalog;
    private readonly Dictionary<string, RunSpec> _byName;
    private readonly RepositoryLayout _layout;
    private readonly LocalDatasets _data;

    /// <summary>Nothing is read or trained yet.</summary>
    /// <param name="catalog">All runs: <c>ExperimentCatalog.Runs</c>.</param>
    /// <param name="start">A folder of the project or below it: experiments/ is looked for there and upwards, then where the program of the runs was built.
    /// Null for the folder of the tests' own files.</param>
    /// <exception cref="DirectoryNotFoundException">No folder there holds experiments/ beside a solution or a project.</exception>
    public SnapshotRuns(IReadOnlyList<RunSpec> catalog, string? start = null)
    {
        _catalog = catalog;
        _byName = catalog.ToDictionary(run => run.Name, StringComparer.Ordinal);
        // The process is a test runner's: who built the runs stands in their own assembly.
        (string? root, string? project) = catalog.Select(run => BuiltProgram.PlaceOf(run.CreateModel.Method.Module.Assembly))
            .FirstOrDefault(place => place.Root is not null);
        _layout = RepositoryLayout.Find(start ?? AppContext.BaseDirectory, null, root, project);
        _data = new LocalDatasets(DataPlaces.Resolve(null, _layout.Root));
    }

    private SnapshotStore Snapshots => new(_layout, SnapshotStore.IsContinuousIntegration);

    /// <summary>Why a run cannot be compared here (its data is missing, or nothing was accepted for it yet), for a test to be skipped with; null when it can
    /// be.</summary>
    /// <param name="name">The run's full name.</param>
    /// <exception cref="KeyNotFoundException">No run is called so.</exception>
    public string? SkipReason(string name)
    {
        RunSpec spec = _byName[name];
        return Reproduction().SkipReason(spec, _data.Missing(spec.Data));
    }

    /// <summary>Trains a run and says what differs from its accepted snapshot, for a test to fail with; null when it is reproduced.</summary>
    /// <inheritdoc cref="SkipReason"/>
    public string? Failure(string name) => Reproduction().Failure(_byName[name]);

    /// <summary>Accepted entries, and files, that no spec has any more: <c>experiments/snapshots/old.verified.json</c>.</summary>
    public IReadOnlyList<string> Orphans() =>
        [.. new SnapshotReview(Snapshots, new StoredResults(new RunStore(_layout), Snapshots, _data), _catalog).Orphans().Select(orphan => orphan.ToString()!)];

    private Reproduction Reproduction() =>
        new(Snapshots, _data, ExactEngine.Instance.Start, whole: Environment.GetEnvironmentVariable(FullVariable) == "1");
}
