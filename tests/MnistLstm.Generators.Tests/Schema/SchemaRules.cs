using System.Globalization;
using System.Text.Json.Nodes;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>
/// What keys ask of each other, as far as JSON Schema can say it. In a family a rule holds for the spec's own values where no run varies them;
/// what a single run of the expansion may break is left to the parser.
/// </summary>
internal static class SchemaRules
{
    private static readonly string s_matrix = KeyTable.Matrix.Name;
    private static readonly string s_search = KeyTable.Search.Name;
    private static readonly string s_cases = KeyTable.Cases.Name;
    private static readonly string s_exclude = KeyTable.Exclude.Name;

    /// <summary>The rules; each must hold.</summary>
    public static IEnumerable<JsonObject> All() =>
    [
        RequiredKeys(network: false),
        new() { ["not"] = Required(KeyTable.Epochs.Name, StepKeys.Steps.Name) },
        new() { ["if"] = new JsonObject { ["not"] = Required(KeyTable.Model.Name) }, ["then"] = RequiredKeys(network: true) },
        BesideModel(),
        new() { ["not"] = Required(KeyTable.Seed.Name, KeyTable.Seeds.Name) },
        new() { ["not"] = Required(s_matrix, s_search) },
        new() { ["dependentRequired"] = new JsonObject { [s_exclude] = new JsonArray(s_matrix) } },
        .. KeyTable.Keys.Where(key => key.Optimizers.Count > 0).Select(key => OfChosen(key, OptimizerKeys.Optimizer, key.Optimizers)),
        .. KeyTable.Keys.Where(key => key.Schedulers.Count > 0).Select(key => OfChosen(key, ScheduleKeys.LrScheduler, key.Schedulers)),
        .. KeyTable.Keys.Where(key => key.Cells.Count > 0).Select(key => OfChosen(key, KeyTable.Cell, key.Cells)),
        .. KeyTable.Keys.Where(key => key.NeededBy.Count > 0).Select(Needed),
        .. KeyTable.Keys.Where(key => key.Needs is not null).Select(Need),
        .. DatasetTable.BuiltIn.Names.Select(name => DatasetTable.BuiltIn.Find(name)!).SelectMany(
            set => new[] { Samples(set, KeyTable.TrainSamples, set.TrainCount), Samples(set, KeyTable.TestSamples, set.TestCount),
                Samples(set, KeyTable.ValidationSamples, set.TrainCount - 1) }),
        LossOfClasses(),
        .. KeyTable.Variable.SelectMany(
            key => new[] { OneOfBaseAnd(s_matrix, key), OneOfBaseAnd(s_search, key), ExcludedOfMatrix(key) }),
    ];

    // Of a family the matrix or the search, or every case, may give what is required; the first part is all that an editor has to say of a plain spec.
    private static JsonObject RequiredKeys(bool network)
    {
        string[] keys =
            [.. KeyTable.Keys.Where(key => key.Required && key != KeyTable.Epochs && KeyTable.Network.Contains(key) == network).Select(key => key.Name)];
        JsonObject counted = AnyOf(Required(KeyTable.Epochs.Name), Required(StepKeys.Steps.Name));
        JsonObject ofRuns = AnyOf([.. OfRuns(KeyTable.Epochs.Name), .. OfRuns(StepKeys.Steps.Name)]);
        return new()
        {
            ["if"] = new JsonObject { ["not"] = AnyOf(Required(s_matrix), Required(s_search), Required(s_cases)) },
            ["then"] = network ? Required(keys) : Both(Required(keys), counted),
            ["else"] = new JsonObject
            {
                ["allOf"] = new JsonArray([.. keys.Select(key => (JsonNode)AnyOf([.. OfRuns(key)])), .. network ? Array.Empty<JsonNode>() : [ofRuns]]),
            },
        };
    }

    private static IEnumerable<JsonObject> OfRuns(string key) =>
    [
        Required(key),
        Both(Required(s_matrix), Properties((s_matrix, Required(key)), (s_cases, Items(Required(key))))),
        Both(Required(s_search), Properties((s_search, Required(key)), (s_cases, Items(Required(key))))),
        Both(new() { ["not"] = AnyOf(Required(s_matrix), Required(s_search)) }, Properties((s_cases, Items(Required(key))))),
    ];

    private static JsonObject BesideModel()
    {
        JsonObject none() => new() { ["properties"] = new JsonObject(KeyTable.Network.Select(key => KeyValuePair.Create<string, JsonNode?>(key.Name, false))) };
        return new()
        {
            ["if"] = Required(KeyTable.Model.Name),
            ["then"] = new JsonObject {
                ["allOf"] = new JsonArray(none(), Properties((s_matrix, none()), (s_search, none()), (s_cases, Items(none())), (s_exclude, Items(none())))) },
        };
    }

    // Given anywhere, whatever its value; where runs differ in the optimizer or scheduler, each is the parser's to judge.
    private static JsonObject OfChosen(SpecKey key, SpecKey chooser, IReadOnlyList<string> havers) => new()
    {
        ["if"] = Both(Unvaried(chooser), Anywhere(key)),
        ["then"] = Within(chooser, new() { ["enum"] = Words(havers) }, havers.Contains(chooser.Default)),
    };

    private static JsonObject Needed(SpecKey key) => new()
    {
        ["if"] = Both(Unvaried(ScheduleKeys.LrScheduler), Required(ScheduleKeys.LrScheduler.Name),
            Properties((ScheduleKeys.LrScheduler.Name, new() { ["enum"] = Words(key.NeededBy) }))),
        ["then"] = Anywhere(key),
    };

    private static JsonObject Anywhere(SpecKey key) => AnyOf(
        Required(key.Name),
        Both(Required(s_matrix), Properties((s_matrix, Required(key.Name)))),
        Both(Required(s_search), Properties((s_search, Required(key.Name)))),
        Both(Required(s_cases), Properties((s_cases, new() { ["contains"] = Required(key.Name) }))));

    private static JsonObject Need(SpecKey key) => new()
    {
        ["if"] = Both(
            Unvaried([key, key.Needs!.Key, .. key.Needs.Or is { } or ? [or] : Array.Empty<SpecKey>()]),
            Required(key.Name),
            Properties((key.Name, new() { ["not"] = new JsonObject { ["const"] = YamlJson.Read(key.Default!) } }))),
        ["then"] = key.Needs.Or is { } other ? AnyOf(Needed(key.Needs, key.Needs.Key), Needed(key.Needs, other)) : Needed(key.Needs, key.Needs.Key),
    };

    private static JsonObject Needed(KeyNeed need, SpecKey key) => Within(
        key,
        new() { [need.Range.WithoutMin ? "exclusiveMinimum" : "minimum"] = need.Range.Min },
        need.Range.Contains(double.Parse(key.Default!, CultureInfo.InvariantCulture)));

    private static JsonObject Samples(DatasetFacts set, SpecKey key, int images) => new()
    {
        ["if"] = Both(Unvaried(key, KeyTable.Dataset), Within(KeyTable.Dataset, new() { ["const"] = set.Name }, set.Name == KeyTable.Dataset.Default)),
        ["then"] = Properties((key.Name, new() { ["maximum"] = images })),
    };

    // The program's own sets have classes; of a manifest's set that is not known here.
    private static JsonObject LossOfClasses() => new()
    {
        ["if"] = Both(Unvaried(KeyTable.Loss, KeyTable.Dataset), Within(KeyTable.Dataset, new() { ["enum"] = Words(DatasetTable.BuiltIn.Names) }, true)),
        ["then"] = Properties((KeyTable.Loss.Name, new() { ["const"] = KeyTable.Loss.Default })),
    };

    private static JsonObject OneOfBaseAnd(string part, SpecKey key) => new()
    {
        ["not"] = Both(Required(key.Name, part), Properties((part, Required(key.Name)))),
    };

    private static JsonObject ExcludedOfMatrix(SpecKey key) => new()
    {
        ["if"] = Properties((s_matrix, new() { ["not"] = Required(key.Name) })),
        ["then"] = Properties((s_exclude, Items(new() { ["not"] = Required(key.Name) }))),
    };

    /// <summary>True where neither the matrix nor the search nor a case gives one of the keys.</summary>
    private static JsonObject Unvaried(params SpecKey[] keys)
    {
        JsonObject none() => new() { ["not"] = AnyOf([.. keys.Select(key => Required(key.Name))]) };
        return Properties((s_matrix, none()), (s_search, none()), (s_cases, Items(none())));
    }

    /// <summary>The key's value, which must be given unless its default is one that serves.</summary>
    private static JsonObject Within(SpecKey key, JsonObject value, bool defaultServes) =>
        defaultServes ? Properties((key.Name, value)) : Both(Required(key.Name), Properties((key.Name, value)));

    private static JsonObject Required(params string[] keys) => new() { ["required"] = Words(keys) };

    private static JsonObject Items(JsonObject item) => new() { ["items"] = item };

    private static JsonObject Properties(params (string Key, JsonObject Value)[] values)
    {
        JsonObject properties = [];
        foreach ((string key, JsonObject value) in values)
        {
            properties[key] = value;
        }

        return new() { ["properties"] = properties };
    }

    private static JsonObject AnyOf(params JsonObject[] parts) => parts.Length == 1 ? parts[0] : new() { ["anyOf"] = new JsonArray([.. parts]) };

    // One object of several keywords where no two are the same; else a list.
    private static JsonObject Both(params JsonObject[] parts)
    {
        if (parts.SelectMany(part => part).GroupBy(pair => pair.Key).Any(group => group.Skip(1).Any()))
        {
            return new() { ["allOf"] = new JsonArray([.. parts]) };
        }

        JsonObject all = [];
        foreach ((string keyword, JsonNode? value) in parts.SelectMany(part => part))
        {
            all[keyword] = value!.DeepClone();
        }

        return all;
    }

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];
}
