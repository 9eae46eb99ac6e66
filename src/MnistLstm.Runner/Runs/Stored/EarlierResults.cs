using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>Results of a run's name that were made from its spec as it was before, so that before and after can be laid side by side.</summary>
/// <param name="store">The results folder.</param>
/// <param name="data">What data sets are; none is read.</param>
internal sealed class EarlierResults(RunStore store, IDatasetSource data)
{
    /// <summary>The complete ones of the store's engine, the latest first, each with the spec it was made from.</summary>
    public IReadOnlyList<RunResult> Of(RunSpec spec)
    {
        string current = Fingerprint.Of(spec, data.Identify(spec.Data), store.Engine.Version);
        List<RunResult> results = [];
        foreach (RunManifest manifest in store.Manifests(spec, except: current)
            .Where(m => m.Status == RunStore.Complete && RunEngine.WordOf(m.Engine) == store.Engine.Word))
        {
            RunSpec then = AsItWas(spec, manifest);
            if (store.Find(then, manifest.Fingerprint, out _) is { } run)
            {
                results.Add(StoredResults.Uncompared(then, run));
            }
        }

        return [.. results.OrderByDescending(result => result.Finished)];
    }

    private static RunSpec AsItWas(RunSpec spec, RunManifest manifest)
    {
        Dictionary<string, string> values = manifest.Spec.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return spec with
        {
            Settings = [.. manifest.Spec.Select(
                pair => new Setting(pair.Key, pair.Value, spec.Settings.FirstOrDefault(s => s.Key == pair.Key)?.Default, null))],
            Dataset = manifest.Dataset.Name,
            Epochs = Integer(values, "epochs") ?? spec.Epochs,
            EarlyStoppingPatience = Integer(values, "early_stopping_patience") ?? 0,
            ValidationSamples = Integer(values, "validation_samples") ?? 0,
            TrainSamples = Integer(values, "train_samples"),
            TestSamples = Integer(values, "test_samples"),
            Parameters = manifest.Parameters,
        };
    }

    /// <summary>A number of the spec; null for a word such as <c>all</c>, and for a key there was not.</summary>
    private static int? Integer(Dictionary<string, string> values, string key) =>
        values.TryGetValue(key, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
