using System.Globalization;
using System.Text.Json;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Training;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Reads the JSON of a snapshot file. Throws <see cref="JsonException"/> for what is not of its form.</summary>
/// <param name="file">The file's name for messages.</param>
/// <param name="experiment">The experiment it must be of.</param>
internal sealed class SnapshotReader(string file, string experiment)
{
    private const int Schema = 1;

    public IReadOnlyList<SnapshotEntry> Read(JsonElement root)
    {
        JsonElement schema = Get(root, "schema", JsonValueKind.Number, "the file");
        if (!schema.TryGetInt32(out int version) || version != Schema)
        {
            throw new JsonException($"its schema is {schema.GetRawText()}, this program reads {Schema}");
        }

        string of = Text(root, "experiment", "the file");
        if (of != experiment)
        {
            throw new JsonException($"it is of the experiment {of}, expected {experiment}");
        }

        EngineTolerance? tolerance = ReadTolerance(root);
        List<SnapshotEntry> entries = [];
        foreach (JsonElement run in Get(root, "runs", JsonValueKind.Array, "the file").EnumerateArray())
        {
            SnapshotEntry entry = ReadEntry(run, $"runs[{entries.Count.ToString(CultureInfo.InvariantCulture)}]") with { Tolerance = tolerance };
            if (entries.Exists(e => e.Name == entry.Name))
            {
                throw new JsonException($"the run {entry.Name} stands in it twice");
            }

            entries.Add(entry);
        }

        // A file is removed with its last run, so an empty one was not written by this program.
        return entries.Count > 0 ? entries : throw new JsonException("it holds no run");
    }

    /// <summary>Null in a file of the exact engine. A metric that is misspelt would otherwise pass for one that is not compared.</summary>
    private static EngineTolerance? ReadTolerance(JsonElement root)
    {
        if (!root.TryGetProperty(SnapshotFile.ToleranceKey, out _))
        {
            return null;
        }

        List<KeyValuePair<string, double>> metrics = [];
        foreach (JsonProperty property in Get(root, SnapshotFile.ToleranceKey, JsonValueKind.Object, "the file").EnumerateObject())
        {
            if (Metric.All.All(metric => metric.Key != property.Name))
            {
                throw new JsonException($"tolerance names {property.Name}; a metric is one of {string.Join(", ", Metric.All.Select(metric => metric.Key))}");
            }

            if (property.Value.ValueKind != JsonValueKind.Number || !(property.Value.GetDouble() >= 0))
            {
                throw new JsonException($"the tolerance of {property.Name} must be a number that is not negative, got {property.Value.GetRawText()}");
            }

            metrics.Add(KeyValuePair.Create(property.Name, property.Value.GetDouble()));
        }

        return new EngineTolerance(metrics);
    }

    private SnapshotEntry ReadEntry(JsonElement run, string where)
    {
        string name = Text(run, "name", where);
        JsonElement spec = Get(run, "spec", JsonValueKind.Object, where);
        JsonElement engine = Get(run, "engine", JsonValueKind.String, where);
        string check = Text(run, SnapshotFile.CheckKey, where);
        bool hasHooks = run.TryGetProperty(SnapshotFile.HooksKey, out JsonElement hooks);
        string expected = CheckDigits.OfHead(run.GetProperty("name").GetRawText(), engine.GetRawText(), Raw(spec), hasHooks ? hooks.GetRawText() : null);
        string? fault = check == expected ? null : Fault(name, "the name, engine or spec was edited by hand", check, expected);
        if (name != experiment && !name.StartsWith(experiment + "[", StringComparison.Ordinal))
        {
            fault ??= Fault(name, $"it holds the run {name}, which is not of {experiment}", null, null);
        }

        List<EpochMetrics> epochs = [];
        foreach (JsonElement line in Get(run, "epochs", JsonValueKind.Array, where).EnumerateArray())
        {
            EpochMetrics epoch = ReadEpoch(line, $"{where}.epochs[{epochs.Count.ToString(CultureInfo.InvariantCulture)}]");
            string own = Text(line, SnapshotFile.CheckKey, where);
            expected = CheckDigits.OfEpoch(check, Raw(line).Where(f => f.Key != SnapshotFile.CheckKey));
            if (fault is null && epoch.Epoch != epochs.Count + 1)
            {
                fault = Fault(name, string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch} stands where epoch {epochs.Count + 1} belongs"), null, null);
            }

            if (own != expected)
            {
                fault ??= Fault(name, string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch} was edited by hand"), own, expected);
            }

            check = own;
            epochs.Add(epoch);
        }

        if (Integer(spec, SpecKeys.Epochs) is { } planned && !EarlyStopping.IsWhole(planned, Patience(spec), epochs))
        {
            fault ??= Fault(name, string.Create(CultureInfo.InvariantCulture, $"it has {epochs.Count} epochs, its spec says {planned}"), null, null);
        }

        return new SnapshotEntry
        {
            Name = name,
            Engine = engine.GetString()!,
            SourcesSha256 = run.TryGetProperty(SnapshotFile.SourcesKey, out _) ? Text(run, SnapshotFile.SourcesKey, where) : null,
            Spec = [.. spec.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, SpecJson.Text(p.Value)))],
            Environment = run.TryGetProperty(SnapshotFile.EnvironmentKey, out JsonElement environment) && environment.ValueKind == JsonValueKind.Object
                ? [.. environment.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, SpecJson.Text(p.Value)))]
                : [],
            HooksSha256 = hasHooks ? Text(run, SnapshotFile.HooksKey, where) : null,
            Epochs = epochs,
            Fault = fault,
        };
    }

    // Entries from before there was early stopping have no such key.
    private static int Patience(JsonElement spec) => Integer(spec, "early_stopping_patience") ?? 0;

    /// <summary>A whole number; null where there is none, or something else in its place, which the check digits tell.</summary>
    private static int? Integer(JsonElement spec, string key) =>
        spec.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

    private static EpochMetrics ReadEpoch(JsonElement line, string where)
    {
        try
        {
            return EpochText.Parse(line);
        }
        catch (JsonException error)
        {
            throw new JsonException($"{where}: {error.Message}", error);
        }
    }

    private static IEnumerable<(string Key, string Json)> Raw(JsonElement element) =>
        element.EnumerateObject().Select(p => (p.Name, p.Value.GetRawText()));

    private string Fault(string name, string what, string? check, string? expected)
    {
        string of = name == experiment ? "" : $" ({name})";
        string checks = check is null ? "" : $" (its check is {check}, its text gives {expected})";
        return $"{file}: {what}{of}{checks}; {SnapshotRemedy.Restore(file)}";
    }

    private static string Text(JsonElement element, string key, string where) => Get(element, key, JsonValueKind.String, where).GetString()!;

    private static JsonElement Get(JsonElement element, string key, JsonValueKind kind, string where)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out JsonElement value))
        {
            throw new JsonException($"{where} has no {key}");
        }

        return value.ValueKind == kind ? value : throw new JsonException($"{key} of {where} must be a {kind}, got {value.ValueKind}");
    }
}
