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
            ["description"] = "One experiment; docs/spec.md explains the keys. This file follows from the generator's key table.",
        };
        AddObject(schema, KeyTable.Keys);
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

    private static JsonObject Property(SpecKey key)
    {
        if (key.Later)
        {
            return new JsonObject { ["description"] = key.Summary + " Not supported yet.", ["not"] = new JsonObject() };
        }

        JsonObject property = new() { ["description"] = KeySummary.Of(key) };
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
