using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>Says what executing a run would come to, and why, from what lies in the results folder. Trains and writes nothing.</summary>
/// <param name="store">The results folder.</param>
/// <param name="data">What data sets are; none is read.</param>
/// <param name="freshness">Whether the specs are still those that were built in; null to make an own.</param>
internal sealed class RunPlanner(RunStore store, IDatasetSource data, SpecFreshness? freshness = null)
{
    private readonly SpecFreshness _freshness = freshness ?? new SpecFreshness(store.Layout);

    /// <summary>What a plan begins with where nothing would be trained.</summary>
    public const string Cached = "cached";

    /// <summary>What a plan begins with where the run would fail at once.</summary>
    public const string Fails = "fails";

    /// <summary><c>cached</c>, <c>new</c>, <c>spec changed: learning_rate 0.01
    /// -> 0.02</c>, and the like. Looks at what executing the run would look at.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="force">Whether it would be trained although a result is stored.</param>
    public string Explain(RunSpec spec, bool force)
    {
        if (_freshness.Fault(spec) is { } stale)
        {
            return $"{Fails}: {stale}";
        }

        DatasetIdentity identity = data.Identify(spec.Data);
        string fingerprint = Fingerprint.Of(spec, identity, store.Engine.Version);
        return store.FindWhole(spec, fingerprint, out string? fault) is { } run ? OfWhole(spec, run.SourcesSha256, force)
            : fault is not null ? $"again: {fault}{After(spec, fingerprint)}"
            : WithoutResult(spec, identity, fingerprint);
    }

    /// <summary>The same of a run whose result was read just now: of its files only the weights are looked at besides.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="force">Whether it would be trained although a result is stored.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="model">What run.json says of the weights.</param>
    /// <param name="sources">The hash of the sources that made it.</param>
    public string Explain(RunSpec spec, bool force, string fingerprint, ManifestFile model, string? sources) =>
        _freshness.Fault(spec) is not null ? Explain(spec, force)
        : store.FaultOfWeights(spec, fingerprint, model) is { } fault ? $"again: {fault}{After(spec, fingerprint)}"
        : OfWhole(spec, sources, force);

    private string OfWhole(RunSpec spec, string? sources, bool force) => force ? "again: --force"
        : sources == store.Engine.SourcesSha256(spec) ? Cached
        : $"{Cached}, made by other sources (--force trains it again)";

    private string WithoutResult(RunSpec spec, DatasetIdentity identity, string fingerprint)
    {
        RunManifest[] manifests = [.. store.Manifests(spec).Where(manifest => RunEngine.WordOf(manifest.Engine) == store.Engine.Word)];
        if (manifests.FirstOrDefault(manifest => manifest.Fingerprint == fingerprint) is { } begun)
        {
            string ended = begun.Status switch
            {
                RunStore.Running => "begun and not finished",
                "interrupted" => "interrupted",
                _ => begun.Status + (begun.Error is null ? "" : ", " + begun.Error.ReplaceLineEndings(" ")),
            };
            return $"again: {ended}{After(spec, fingerprint)}";
        }

        RunManifest? last =
            manifests.Where(manifest => manifest.Status == RunStore.Complete).MaxBy(manifest => manifest.Times.Finished ?? manifest.Times.Started);
        if (last is null)
        {
            return "new";
        }

        // What changed may be why nothing is gone on with, which need not be said twice.
        string why = Why(last, spec, identity);
        string after = After(spec, fingerprint);
        return after.EndsWith($": {why}", StringComparison.Ordinal) ? why : why + after;
    }

    // What executing it does with what is there.
    private string After(RunSpec spec, string fingerprint) =>
        new StartingPoints(store, data).Find(spec, fingerprint).ToString() is { Length: > 0 } words ? "; " + words : "";

    private string Why(RunManifest last, RunSpec spec, DatasetIdentity identity)
    {
        string[] changes = [.. SpecChange.Between(last.Spec, spec).Select(change => change.ToString())];
        return changes.Length > 0 ? "spec changed: " + string.Join(", ", changes)
            : last.Engine != store.Engine.Version ? $"engine changed: {last.Engine} -> {store.Engine.Version}"
            : last.Dataset.Sha256 != identity.Sha256 ? StartingPoints.DataChanged(spec)
            : "new";
    }
}
