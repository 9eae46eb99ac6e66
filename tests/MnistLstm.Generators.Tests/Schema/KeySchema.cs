using System.Globalization;
using System.Text.Json.Nodes;
using MnistLstm.Generators.Parsing.Families;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Tests.Documents;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>What the schema says of a key by itself: its description, its values, its default, examples.</summary>
internal static class KeySchema
{
    /// <summary>The keys of a mapping.</summary>
    public static JsonObject Properties(IEnumerable<SpecKey> keys)
    {
        JsonObject properties = [];
        foreach (SpecKey key in keys)
        {
            properties[key.Name] = Of(key);
        }

        return properties;
    }

    private static JsonObject Of(SpecKey key)
    {
        JsonObject property = new() { ["description"] = KeySummary.Of(key) };
        AddValues(property, key);
        if (key.Default is { } value && Json(value, key) is { } known)
        {
            property["default"] = known;
        }

        if (key.Examples.Count > 0)
        {
            property["examples"] = new JsonArray(key.Examples.Select(example => Json(example, key)).ToArray());
        }

        return property;
    }

    private static void AddValues(JsonObject property, SpecKey key)
    {
        if (KeyTable.Family.Contains(key))
        {
            AddFamilyPart(property, key);
            return;
        }

        switch (key.Kind)
        {
            case ValueKind.Integer:
                AddNumber(property, "integer", key);
                break;
            case ValueKind.Float:
                AddNumber(property, "number", key);
                break;
            case ValueKind.Boolean:
                property["type"] = "boolean";
                break;
            case ValueKind.Word when key == KeyTable.Dataset:
                // A manifest's name cannot be known here; the program's own are offered.
                property["anyOf"] = new JsonArray(
                    new JsonObject { ["enum"] = new JsonArray(key.Words.Select(word => (JsonNode)word).ToArray()) },
                    new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z0-9][a-z0-9._-]*$" });
                break;
            case ValueKind.Word:
                property["enum"] = new JsonArray(key.Words.Select(word => (JsonNode)word).ToArray());
                break;
            case ValueKind.WeightInit:
                string plain = string.Join("|", key.Words.Where(word => !SpecKey.TakesArgument(word)));
                string argued = string.Join("|", key.Words.Where(SpecKey.TakesArgument));
                const string Number = "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?";
                property["anyOf"] = new JsonArray(
                    new JsonObject { ["enum"] = new JsonArray(key.Words.Select(word => (JsonNode)word).ToArray()) },
                    new JsonObject { ["type"] = "string", ["pattern"] = $"^({plain}|({argued})(\\({Number}\\))?)$" });
                break;
            case ValueKind.Normalization:
                JsonObject figures = [];
                AddObject(figures, NormalizeKeys.Keys);
                property["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray("none", "train") }, figures);
                break;
            case ValueKind.FloatList when NormalizeKeys.Keys.Contains(key):
                JsonObject figure = [];
                AddNumber(figure, "number", key);
                property["anyOf"] = new JsonArray(figure, new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = figure.DeepClone() });
                break;
            case ValueKind.FloatList:
                JsonObject item = [];
                AddNumber(item, "number", key);
                property["type"] = "array";
                property["items"] = item;
                if (key.Count is { } count)
                {
                    property["minItems"] = count;
                    property["maxItems"] = count;
                }

                break;
            case ValueKind.List when key == KeyTable.Model:
                AddModules(property);
                break;
            case ValueKind.Mapping when ModelKeys.IsRecurrent(key):
                AddObject(property, ModelKeys.Of(key));
                property["properties"] = References(ModelKeys.Of(key));
                break;
            case ValueKind.Mapping:
                AddObject(property, ReferenceKeys.Keys);
                break;
            case ValueKind.Text:
                // What looks like a number is text to the parser where text is asked for: a year, say.
                property["type"] = new JsonArray("string", "number", "boolean");
                property["pattern"] = "\\S";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(key), key.Kind, $"no schema is known for the kind of '{key.Name}'");
        }
    }

    private static void AddObject(JsonObject property, IReadOnlyList<SpecKey> keys)
    {
        property["type"] = "object";
        property["additionalProperties"] = false;
        property["required"] = new JsonArray(keys.Where(key => key.Required).Select(key => (JsonNode)key.Name).ToArray());
        property["properties"] = Properties(keys);
    }

    // A word alone, or a mapping of one; a readout takes the time axis away, so that there is exactly one.
    private static void AddModules(JsonObject property)
    {
        JsonObject withValue = new()
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
            ["additionalProperties"] = false,
            ["properties"] = Properties(ModelKeys.Modules.Where(module => module.Kind != ValueKind.Nothing)),
        };
        JsonArray alone = new(ModelKeys.Modules.Where(module => module.Kind == ValueKind.Nothing).Select(module => (JsonNode)module.Name).ToArray());
        AddList(property, new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = alone }, withValue) }, ModelKeys.MostModules);
        property.Remove("uniqueItems");
        property["contains"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray(ModelKeys.Readout.Name) };
        property["maxContains"] = 1;
    }

    private static JsonObject References(IEnumerable<SpecKey> keys)
    {
        JsonObject properties = [];
        foreach (SpecKey key in keys)
        {
            properties[key.Name] = new JsonObject { ["$ref"] = $"#/properties/{key.Name}" };
        }

        return properties;
    }

    // What each part holds is the spec's own keys again, so it refers to them.
    private static void AddFamilyPart(JsonObject property, SpecKey key)
    {
        if (key == KeyTable.Seeds)
        {
            AddList(property, new JsonObject { ["$ref"] = $"#/properties/{KeyTable.Seed.Name}" }, FamilyExpansion.MostRuns);
            return;
        }

        if (key == KeyTable.Search)
        {
            AddSearch(property);
            return;
        }

        JsonObject properties = [];
        foreach (SpecKey varied in KeyTable.Variable)
        {
            JsonObject reference = new() { ["$ref"] = $"#/properties/{varied.Name}" };
            properties[varied.Name] = key == KeyTable.Matrix ? AddList([], reference, FamilyExpansion.MostCombinations) : reference;
        }

        JsonObject values = key == KeyTable.Matrix ? property : [];
        values["type"] = "object";
        values["minProperties"] = 1;
        values["additionalProperties"] = false;
        values["properties"] = properties;
        if (key == KeyTable.Cases)
        {
            AddList(property, values, FamilyExpansion.MostRuns);
        }
        else if (key == KeyTable.Exclude)
        {
            // What is left out twice is left out.
            AddList(property, values, FamilyExpansion.MostRuns);
            property.Remove("uniqueItems");
        }
    }

    // What is varied must be there: 'samples', and 'seed' if it is given, are not all.
    private static void AddSearch(JsonObject property)
    {
        property["type"] = "object";
        property["additionalProperties"] = false;
        property["required"] = new JsonArray(SearchKeys.Samples.Name);
        property["if"] = new JsonObject { ["required"] = new JsonArray(SearchKeys.Seed.Name) };
        property["then"] = new JsonObject { ["minProperties"] = 3 };
        property["else"] = new JsonObject { ["minProperties"] = 2 };
        JsonObject properties = Properties(SearchKeys.Own);
        foreach (SpecKey varied in KeyTable.Variable)
        {
            JsonObject distributions = [];
            foreach (SpecKey distribution in SearchKeys.For(varied))
            {
                distributions[distribution.Name] = Of(distribution, varied);
            }

            properties[varied.Name] = new JsonObject
            {
                ["type"] = "object", ["minProperties"] = 1, ["maxProperties"] = 1, ["additionalProperties"] = false, ["properties"] = distributions,
            };
        }

        property["properties"] = properties;
    }

    private static JsonObject Of(SpecKey distribution, SpecKey varied)
    {
        JsonObject item = new() { ["$ref"] = $"#/properties/{varied.Name}" };
        if (distribution == SearchKeys.LogUniform)
        {
            item["exclusiveMinimum"] = 0;
        }

        JsonObject list = AddList([], item, distribution == SearchKeys.Choice ? FamilyExpansion.MostRuns : 2);
        list["minItems"] = distribution == SearchKeys.Choice ? 1 : 2;
        return list;
    }

    private static JsonObject AddList(JsonObject property, JsonObject item, int longest)
    {
        property["type"] = "array";
        property["minItems"] = 1;
        property["maxItems"] = longest;
        property["uniqueItems"] = true;
        property["items"] = item;
        return property;
    }

    private static void AddNumber(JsonObject property, string type, SpecKey key)
    {
        if (key.Numbers.Count > 0)
        {
            property["enum"] = new JsonArray(key.Numbers.Select(number => (JsonNode)number).ToArray());
            return;
        }

        property["type"] = type;
        if (key.Kind == ValueKind.Integer && key.Range is null)
        {
            property["minimum"] = long.MinValue;
            property["maximum"] = long.MaxValue;
        }
        else if (key.Range is { } range)
        {
            property[range.WithoutMin ? "exclusiveMinimum" : "minimum"] = range.Min;
            if (!double.IsInfinity(range.Max))
            {
                property[range.WithoutMax ? "exclusiveMaximum" : "maximum"] = range.Max;
            }
        }
    }

    // "all", the default of the samples, is no value that a spec can have.
    private static JsonNode? Json(string yaml, SpecKey key) =>
        (key.Kind == ValueKind.Integer && !long.TryParse(yaml, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        || (key.DefaultsToWord && yaml == key.Default) ? null : YamlJson.Read(yaml);
}
