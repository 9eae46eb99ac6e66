using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Reads the JSON of a snapshot file. Throws <see cref="JsonException"/> for what is not of its form.</summary>
/// <param name="file">The file's name for messages.</param>
/// <param name="experiment">The experiment it must be of.</param>
internal sealed class SnapshotReader(string file, string experiment)
{
    private const int Schema = 1;

    private readonly SharedText _texts = new();

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
        (JsonElement Run, int Index)[] runs = [.. Get(root, "runs", JsonValueKind.Array, "the file").EnumerateArray().Select((run, index) => (run, index))];
        SnapshotEntry[] entries = SideBySide.Map(runs, of => ReadEntry(of.Run, $"runs[{of.Index.ToString(CultureInfo.InvariantCulture)}]", tolerance));
        HashSet<string> names = new(StringComparer.Ordinal);
        if (entries.FirstOrDefault(entry => !names.Add(entry.Name)) is { } second)
        {
            throw new JsonException($"the run {second.Name} appears in it twice");
        }

        // A file is removed with its last run, so an empty one was not written by this program.
        return entries.Length > 0 ? entries : throw new JsonException("it holds no run");
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

    private SnapshotEntry ReadEntry(JsonElement run, string where, EngineTolerance? tolerance)
    {
        string name = Text(run, "name", where);
        JsonElement spec = Get(run, "spec", JsonValueKind.Object, where);
        JsonElement engine = Get(run, "engine", JsonValueKind.String, where);
        string check = Text(run, SnapshotFile.CheckKey, where);
        bool hasHooks = run.TryGetProperty(SnapshotFile.HooksKey, out JsonElement hooks);
        CheckDigits digits = new();
        string expected = digits.OfHead(run.GetProperty("name"), engine, spec, hasHooks ? hooks : null);
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
            expected = digits.OfEpoch(check, line);
            if (fault is null && epoch.Epoch != epochs.Count + 1)
            {
                fault = Fault(name, string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch} is in the place of epoch {epochs.Count + 1}"), null,
                    null);
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

        if (Integer(spec, SpecKeys.Steps) is { } steps && Patience(spec) == 0 && epochs.LastOrDefault()?.Step != steps)
        {
            int ends = epochs.LastOrDefault()?.Step ?? 0;
            fault ??= Fault(name, string.Create(CultureInfo.InvariantCulture, $"it ends after {ends} steps, its spec says {steps}"), null, null);
        }

        return new SnapshotEntry
        {
            Name = name,
            Engine = engine.GetString()!,
            SourcesSha256 = run.TryGetProperty(SnapshotFile.SourcesKey, out _) ? Text(run, SnapshotFile.SourcesKey, where) : null,
            Spec = Pairs(spec),
            Environment = run.TryGetProperty(SnapshotFile.EnvironmentKey, out JsonElement environment) && environment.ValueKind == JsonValueKind.Object
                ? [.. environment.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, SpecJson.Text(p.Value)))]
                : [],
            HooksSha256 = hasHooks ? Text(run, SnapshotFile.HooksKey, where) : null,
            Epochs = epochs,
            Tolerance = tolerance,
            Fault = fault,
        };
    }

    // Entries of a file say nearly the same.
    private KeyValuePair<string, string>[] Pairs(JsonElement spec)
    {
        KeyValuePair<string, string>[] pairs = new KeyValuePair<string, string>[spec.GetPropertyCount()];
        int count = 0;
        foreach (JsonProperty property in spec.EnumerateObject())
        {
            ReadOnlySpan<byte> name = JsonMarshal.GetRawUtf8PropertyName(property);
            ReadOnlySpan<byte> value = JsonMarshal.GetRawUtf8Value(property.Value);
            bool plain = property.Value.ValueKind is JsonValueKind.String && !value.Contains((byte)'\\');
            pairs[count++] = KeyValuePair.Create(
                name.Contains((byte)'\\') ? property.Name : _texts.Of(name),
                plain ? _texts.Of(value[1..^1]) : property.Value.ValueKind is JsonValueKind.Number ? _texts.Of(value) : SpecJson.Text(property.Value));
        }

        return pairs;
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
            return EpochReader.Parse(JsonMarshal.GetRawUtf8Value(line));
        }
        catch (JsonException error)
        {
            throw new JsonException($"{where}: {error.Message}", error);
        }
    }

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
