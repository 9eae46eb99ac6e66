using MnistLstm.Runner.Results;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Checkpoints;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>
/// Finds where a run can go on: the checkpoint of an attempt that did not come to its end, or what a finished run with fewer epochs (or steps) left, where
/// that gives the bits of a run from scratch. Writes nothing.
/// </summary>
/// <param name="store">The results folder.</param>
/// <param name="data">What data sets are; none is read.</param>
internal sealed class StartingPoints(RunStore store, IDatasetSource data)
{
    /// <summary>Why nothing is gone on with where an attempt left no checkpoint.</summary>
    public const string NoCheckpoint = "there is no checkpoint";

    /// <summary>Why nothing is gone on with where the code has changed.</summary>
    public const string MadeByOthers = "what is there was made by other sources";

    /// <summary>Why nothing is gone on with where the data has changed.</summary>
    public static string DataChanged(RunSpec spec) => $"the data of {spec.Dataset} changed";

    /// <summary>Which run a checkpoint is of, whatever its number of epochs or steps, and which code made it.</summary>
    public string Identity(RunSpec spec) =>
        $"{Fingerprint.WithoutEpochs(spec, data.Identify(spec.Data), store.Engine.Version)} {store.Engine.SourcesSha256(spec)}";

    /// <summary>Where the run begins when nothing is forced.</summary>
    public StartingPoint Find(RunSpec spec, string fingerprint)
    {
        RunManifest[] manifests = [.. store.Manifests(spec).Where(manifest => manifest.Engine == store.Engine.Version)];
        StartingPoint best = Of(store.Folder(spec.Name, fingerprint), Array.Find(manifests, manifest => manifest.Fingerprint == fingerprint), spec, own: true);
        foreach (RunManifest other in manifests.Where(manifest => manifest.Fingerprint != fingerprint && IsOfOtherEpochs(manifest, spec)))
        {
            best = Better(best, Of(store.Folder(spec.Name, other.Fingerprint), other, spec, own: false));
        }

        return best;
    }

    /// <summary>Whether a result is of the same run but for its number of epochs, or steps.</summary>
    public static bool IsOfOtherEpochs(RunManifest manifest, RunSpec spec) =>
        SpecChange.Between(manifest.Spec, spec).All(change => change.Key is SpecKeys.Epochs or SpecKeys.Steps or SpecKeys.TMax)
            && manifest.Spec.Any(setting => setting.Key == SpecKeys.Steps) == spec.Steps is not null;

    private static StartingPoint Better(StartingPoint one, StartingPoint other) =>
        other.State is null ? (one.State is null && one.Reason is null ? other : one)
        : one.State is null || Place(other).CompareTo(Place(one)) > 0 ? other : one;

    private static (int Epochs, int Samples) Place(StartingPoint point) => (point.EpochsDone, point.State?.Progress?.Losses.Samples ?? 0);

    // Of a finished run of other epochs nobody expects a state, since its engine may have none; so only the run's own folder is asked why.
    private StartingPoint Of(string folder, RunManifest? manifest, RunSpec spec, bool own)
    {
        if (manifest is not null && manifest.SourcesSha256 != store.Engine.SourcesSha256(spec))
        {
            return own ? new StartingPoint(null, MadeByOthers) : StartingPoint.New;
        }

        // The fingerprint says so, too, but nobody could tell from it what is another one.
        if (manifest is not null && manifest.Dataset.Sha256 != data.Identify(spec.Data).Sha256)
        {
            return new StartingPoint(null, DataChanged(spec));
        }

        string? file = ((string[])[RunFiles.Checkpoint, RunFiles.State]).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            return own && manifest is not null ? new StartingPoint(null, NoCheckpoint) : StartingPoint.New;
        }

        try
        {
            using FileStream stream = StoredFile.Open(file, long.MaxValue);
            TrainerState state = CheckpointReader.Read(stream, Identity(spec));
            string? obstacle = Continuation.Obstacle(state, spec.Epochs, spec.CreateScheduler(), spec.Hooks is not null, spec.Steps);
            int planned = state.PlannedSteps ?? state.PlannedEpochs;
            int? ofEpochs = planned == (spec.Steps ?? spec.Epochs) ? null : planned;
            if (obstacle is not null)
            {
                return new StartingPoint(null, $"from the run with {planned} {(spec.Steps is null ? "epochs" : "steps")} it would not give the bits of a run "
                    + $"from scratch: {obstacle}");
            }

            return new StartingPoint(Continuation.Within(state, spec.Steps))
            {
                OfEpochs = ofEpochs,
                CountsSteps = spec.Steps is not null,
                Fingerprint = Path.GetFileName(folder),
                TrainSeconds = manifest?.Times.TrainSeconds ?? 0,
                EvaluateSeconds = manifest?.Times.EvaluateSeconds ?? 0,
            };
        }
        catch (Exception error) when (error is TrainerStateException or IOException or UnauthorizedAccessException)
        {
            return new StartingPoint(null, $"{store.Layout.Relative(file)} cannot be used: {error.Message.ReplaceLineEndings(" ")}");
        }
    }
}
