using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>Results as they lie in the results folder, compared with their snapshots. Trains and writes nothing.</summary>
/// <param name="store">The results folder.</param>
/// <param name="snapshots">The accepted snapshots.</param>
/// <param name="data">What data sets are; none is read.</param>
/// <param name="freshness">Whether the specs are still those that were built in; null to make an own.</param>
internal sealed class StoredResults(RunStore store, SnapshotStore snapshots, IDatasetSource data, SpecFreshness? freshness = null)
{
    private readonly SpecFreshness _freshness = freshness ?? new SpecFreshness(store.Layout);

    /// <summary>The fingerprint of a run now.</summary>
    public string FingerprintOf(RunSpec spec) => Fingerprint.Of(spec, data.Identify(spec.Data), store.Engine.Version);

    /// <summary>The complete result of the current fingerprint, or null; the weights' content is not looked at.</summary>
    public StoredRun? Find(RunSpec spec) => store.Find(spec, FingerprintOf(spec), out _);

    /// <summary>The complete result of the current fingerprint with every file's content checked, or null.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fault">When something is there that cannot be used: what is wrong. Else null.</param>
    public StoredRun? FindWhole(RunSpec spec, out string? fault) => store.FindWhole(spec, FingerprintOf(spec), out fault);

    /// <summary>The row of a run: cached when a complete result of the current fingerprint is there, halted when one is that was halted at a rung, else
    /// without status and epochs.</summary>
    public RunResult Read(RunSpec spec)
    {
        string fingerprint = FingerprintOf(spec);
        RunResult result =
            new() { Spec = spec, Engine = store.Engine.Version, Status = null, Snapshot = SnapshotComparison.Unchecked, Fingerprint = fingerprint };
        if (store.Find(spec, fingerprint, out string? fault) is { } run)
        {
            result = Cached(spec, run, store, epochs => snapshots.Compare(spec, epochs));
        }
        else if (fault is null)
        {
            HaltedRun? halted = store.FindHalted(spec, fingerprint, out fault, out UnfinishedRun? unfinished);
            result = halted is null ? result with { Unfinished = unfinished } : Halted(result, halted);
        }

        string? stale = _freshness.Fault(spec);
        return fault is null && stale is null ? result : result with { Notes = [.. result.Notes, .. new[] { fault, stale }.OfType<string>()] };
    }

    /// <summary>The complete results of the spec as it is now that other engines made, by the engine's version. They are not compared here.</summary>
    public IReadOnlyList<RunResult> OfOtherEngines(RunSpec spec)
    {
        DatasetIdentity identity = data.Identify(spec.Data);
        List<RunResult> results = [];
        foreach (RunManifest manifest in store.Manifests(spec, except: FingerprintOf(spec)).OrderBy(manifest => manifest.Engine, StringComparer.Ordinal))
        {
            bool current = RunEngine.WordOf(manifest.Engine) != store.Engine.Word && manifest.Fingerprint == Fingerprint.Of(spec, identity, manifest.Engine);
            if (current && store.Find(spec, manifest.Fingerprint, out _) is { } run)
            {
                results.Add(Uncompared(spec, run));
            }
        }

        return results;
    }

    /// <summary>A stored run as a result. Made by other sources it proves nothing about these, so it is not compared.</summary>
    internal static RunResult Cached(RunSpec spec, StoredRun run, RunStore store, Func<IReadOnlyList<EpochMetrics>, SnapshotComparison> compare)
    {
        string? others = run.SourcesSha256 == store.Engine.SourcesSha256(spec) ? null : OtherSources.Note(spec, run.Engine, store.Layout.ResultsOption);
        RunResult result = Uncompared(spec, run);
        return result with
        {
            Snapshot = others is null ? compare(run.Epochs) : result.Snapshot,
            OtherSources = others,
            Notes = others is null ? result.Notes : [others, .. result.Notes],
        };
    }

    /// <summary>A run that was halted, as a result. Its snapshot is of the whole run, so it is not compared.</summary>
    internal static RunResult Halted(RunResult result, HaltedRun run) => result with
    {
        Status = RunStatus.Halted,
        SourcesSha256 = run.SourcesSha256,
        Epochs = run.Epochs,
        TrainSeconds = run.Times.TrainSeconds,
        EvaluateSeconds = run.Times.EvaluateSeconds,
        Finished = run.Times.Finished,
        Environment = run.Environment,
    };

    /// <summary>A stored run as a result that no snapshot was held against.</summary>
    internal static RunResult Uncompared(RunSpec spec, StoredRun run)
    {
        RunResult result = Plain(spec, run);
        return DivergedRun.Note(spec, run.Epochs) is { } diverged ? result with { Diverged = diverged, Notes = [diverged] } : result;
    }

    private static RunResult Plain(RunSpec spec, StoredRun run) => new()
    {
        Spec = spec,
        Engine = run.Engine,
        Status = RunStatus.Cached,
        Snapshot = SnapshotComparison.Unchecked,
        Fingerprint = run.Fingerprint,
        SourcesSha256 = run.SourcesSha256,
        Epochs = run.Epochs,
        TrainSeconds = run.TrainSeconds,
        EvaluateSeconds = run.EvaluateSeconds,
        Finished = run.Finished,
        Environment = run.Environment,
        Model = new ManifestFile(RunFiles.Model, run.ModelBytes, run.ModelSha256),
    };
}
