using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistLstm.Generators.Parsing;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>The key table as the JSON schema that editors check a spec against.</summary>
internal static class SpecSchema
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema's text.</summary>
    public static string Text()
    {
        JsonObject schema = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Experiment",
            ["description"] = "One experiment, or a family of them; docs/spec.md explains the keys. This file follows from the generator's key table.",
        };
        AddObject(schema, KeyTable.Keys);

        // A family's matrix or cases may give the required keys.
        JsonNode? required = schema["required"]!.DeepClone();
        schema.Remove("required");
        schema["anyOf"] = new JsonArray(
            new JsonObject { ["required"] = required },
            new JsonObject { ["required"] = new JsonArray(KeyTable.Matrix.Name) },
            new JsonObject { ["required"] = new JsonArray(KeyTable.Cases.Name) });
        return schema.ToJsonString(s_readable) + "\n";
    }

    private static void AddObject(JsonObject schema, IReadOnlyList<SpecKey> keys)
    {
        JsonObject properties = [];
        foreach (SpecKey key in keys)
        {
            properties[key.Name] = Property(key);
        }

        schema["type"] = "object";
        schema["additionalProperties"] = false;
        schema["required"] = new JsonArray(keys.Where(key => key.Required).Select(key => (JsonNode)key.Name).ToArray());
        schema["properties"] = properties;
    }

    // What each part holds is the spec's own keys again, so it refers to them.
    private static void AddFamilyPart(JsonObject property, SpecKey key)
    {
        if (key == KeyTable.Seeds)
        {
            AddList(property, new JsonObject { ["type"] = "integer" });
            return;
        }

        JsonObject values = new() { ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = false };
        JsonObject properties = [];
        foreach (SpecKey varied in KeyTable.Settings.Where(varied => varied != KeyTable.Seed))
        {
            JsonObject reference = new() { ["$ref"] = $"#/properties/{varied.Name}" };
            properties[varied.Name] = key == KeyTable.Matrix ? AddList([], reference) : reference;
        }

        values["properties"] = properties;
        if (key == KeyTable.Matrix)
        {
            foreach ((string name, JsonNode? value) in values)
            {
                property[name] = value?.DeepClone();
            }
        }
        else
        {
            AddList(property, values);
        }
    }

    private static JsonObject AddList(JsonObject property, JsonObject item)
    {
        property["type"] = "array";
        property["minItems"] = 1;
        property["uniqueItems"] = true;
        property["items"] = item;
        return property;
    }

    private static JsonObject Property(SpecKey key)
    {
        JsonObject property = new() { ["description"] = KeySummary.Of(key) };
        if (KeyTable.Family.Contains(key))
        {
            AddFamilyPart(property, key);
            return property;
        }

        switch (key.Kind)
        {
            case ValueKind.Integer:
                AddNumber(property, "integer", key);
                property["default"] = key.Default is { } number && long.TryParse(number, out long value) ? value : null;
                break;
            case ValueKind.Float:
                AddNumber(property, "number", key);
                property["default"] = key.Default is { } real ? double.Parse(real, System.Globalization.CultureInfo.InvariantCulture) : null;
                break;
            case ValueKind.Boolean:
                property["type"] = "boolean";
                property["default"] = key.Default is { } truth ? bool.Parse(truth) : null;
                break;
            case ValueKind.Word:
                property["enum"] = new JsonArray(key.Words.Select(word => (JsonNode)word).ToArray());
                property["default"] = key.Default;
                break;
            case ValueKind.FloatList:
                property["type"] = "array";
                JsonObject items = [];
                AddNumber(items, "number", key);
                property["items"] = items;
                break;
            case ValueKind.Mapping:
                AddObject(property, ReferenceKeys.Keys);
                break;
            default:
                property["type"] = "string";
                property["minLength"] = 1;
                break;
        }

        if (property["default"] is null)
        {
            property.Remove("default");
        }

        return property;
    }

    private static void AddNumber(JsonObject property, string type, SpecKey key)
    {
        property["type"] = type;
        if (key.Range is { } range)
        {
            property[range.WithoutMin ? "exclusiveMinimum" : "minimum"] = range.Min;
            if (!double.IsInfinity(range.Max))
            {
                property[range.WithoutMax ? "exclusiveMaximum" : "maximum"] = range.Max;
            }
        }
    }
}
