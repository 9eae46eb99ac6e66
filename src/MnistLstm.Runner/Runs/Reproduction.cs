using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Runs;

/// <summary>Trains a run from scratch, whatever lies in results/, and compares it with its accepted snapshot bit for bit.</summary>
/// <param name="snapshots">The snapshots.</param>
/// <param name="data">Where data comes from.</param>
/// <param name="start">Begins a training.</param>
/// <param name="whole">True: train long runs to their end too, not for their first epoch only.</param>
internal sealed class Reproduction(
    SnapshotStore snapshots, IDatasetSource data, Func<RunSpec, Dataset, int, ITrainingSession> start, bool whole)
{
    /// <summary>What differs, for the user to read; null when the run is reproduced.</summary>
    public string? Failure(RunSpec spec)
    {
        try
        {
            if (snapshots.Find(spec) is null)
            {
                return $"{spec.Name}: {MissingSnapshot(spec)}";
            }

            List<EpochMetrics> epochs = Train(spec, data.Load(spec.Data, CancellationToken.None));
            SnapshotComparison comparison = snapshots.Check(spec, epochs);
            return comparison.Outcome == SnapshotOutcome.Equal
                ? null
                : string.Join('\n', comparison.Explanation.Select(line => "  " + line).Prepend(spec.Name));
        }
        catch (Exception error) when (error is SnapshotException or DatasetUnavailableException)
        {
            return $"{spec.Name}\n  {error.Message}";
        }
    }

    /// <summary>Why a run is not trained in the tests; null when it is.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="missingData">Why its data cannot be had; null when it can.</param>
    public string? SkipReason(RunSpec spec, string? missingData)
    {
        try
        {
            // Under CI=true a number that nothing guards is a failure, not something to pass over.
            return snapshots.Find(spec) is null
                ? snapshots.ReadOnly ? null : MissingSnapshot(spec)
                : missingData;
        }
        catch (SnapshotException)
        {
            // The test itself fails with this fault; a skip would hide it.
            return null;
        }
    }

    private static string MissingSnapshot(RunSpec spec)
    {
        string name = ShellText.Quote(spec.Name);
        return $"no snapshot yet, so nothing guards its numbers; accept one: dotnet run -- run {name}; dotnet run -- snapshots accept {name}";
    }

    private List<EpochMetrics> Train(RunSpec spec, Dataset set)
    {
        int count = whole || WorkEstimate.IsQuick(spec, data.Identify(spec.Data)) ? spec.Epochs : 1;
        using ITrainingSession session = start(spec, set, Environment.ProcessorCount);
        EpochTimer unwatched = new(TimeProvider.System, null);
        List<EpochMetrics> epochs = [];
        while (epochs.Count < count && !spec.IsWhole(epochs))
        {
            epochs.Add(session.RunEpoch(unwatched, CancellationToken.None));
        }

        return epochs;
    }
}
