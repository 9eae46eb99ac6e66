using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>The key table as the JSON schema (2020-12) that editors check a spec against.</summary>
internal static class SpecSchema
{
    private static readonly JsonSerializerOptions s_readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema's text: a key spelt out over some lines, a rule between keys on one.</summary>
    public static string Text()
    {
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Experiment",
            ["description"] = "One experiment, or a family of them; docs/spec.md explains the keys. This file is written from the generator's key table.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = KeySchema.Properties(KeyTable.Keys),
            ["allOf"] = "rules",
        };
        IEnumerable<string> rules = SchemaRules.All().Select(rule => "    " + rule.ToJsonString(s_short));
        return schema.ToJsonString(s_readable).Replace("\"allOf\": \"rules\"", $"\"allOf\": [\n{string.Join(",\n", rules)}\n  ]") + "\n";
    }
}
