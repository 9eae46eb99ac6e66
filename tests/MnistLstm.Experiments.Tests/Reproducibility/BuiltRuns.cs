using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Storage;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Experiments.Tests.Reproducibility;

/// <summary>This repository's own runs and what they are trained and compared with.</summary>
internal static class BuiltRuns
{
    public static SnapshotRuns Snapshots { get; } = new(ExperimentCatalog.Runs);

    public static LocalDatasets Data { get; } = new(DataPlaces.Resolve(null, RepositoryLayout.Find(AppContext.BaseDirectory).Root));
}
