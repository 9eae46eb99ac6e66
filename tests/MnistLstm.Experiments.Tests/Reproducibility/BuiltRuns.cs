using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Experiments.Tests.Reproducibility;

/// <summary>This repository's own runs and what they are trained and compared with.</summary>
internal static class BuiltRuns
{
    /// <summary>Set to 1, long runs are trained to their end too.</summary>
    private const string FullVariable = "MNIST_LSTM_FULL";

    private static readonly RepositoryLayout s_layout = RepositoryLayout.Find(AppContext.BaseDirectory);
    private static readonly Dictionary<string, RunSpec> s_byName = ExperimentCatalog.Runs.ToDictionary(run => run.Name, StringComparer.Ordinal);

    public static LocalDatasets Data { get; } = new(DataPlaces.Resolve(null, s_layout.Root));

    public static Reproduction Reproduction { get; } =
        new(SnapshotsHere, Data, ExactEngine.Instance.Start, whole: Environment.GetEnvironmentVariable(FullVariable) == "1");

    /// <summary>Reviews this repository's snapshots.</summary>
    public static SnapshotReview Review => new(SnapshotsHere, new StoredResults(new RunStore(s_layout), SnapshotsHere, Data), ExperimentCatalog.Runs);

    private static SnapshotStore SnapshotsHere => new(s_layout, SnapshotStore.IsContinuousIntegration);

    /// <summary>The run of a name.</summary>
    public static RunSpec Get(string name) => s_byName[name];
}
