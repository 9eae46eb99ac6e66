using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>The key table of manifests as the JSON schema (2020-12) that editors check one against.</summary>
internal static class ManifestSchema
{
    private static readonly JsonSerializerOptions s_readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema's text.</summary>
    public static string Text()
    {
        JsonObject properties = KeySchema.Properties(ManifestKeyTable.Keys.Where(key => key != ManifestKeyTable.Classes && key != ManifestKeyTable.Sha256));
        properties[ManifestKeyTable.Classes.Name] = new JsonObject
        {
            ["description"] = ManifestKeyTable.Classes.Summary,
            ["type"] = "array",
            ["minItems"] = 2,
            ["maxItems"] = ManifestKeyTable.MostClasses,
            ["uniqueItems"] = true,
            ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean"), ["pattern"] = "\\S" },
        };
        properties[ManifestKeyTable.Sha256.Name] = new JsonObject
        {
            ["description"] = ManifestKeyTable.Sha256.Summary,
            ["anyOf"] = new JsonArray(Hashes(ManifestKeyTable.Hashes), Hashes(ManifestKeyTable.TargetHashes)),
        };
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Data set",
            ["description"] = "The manifest of a data set; docs/data.md explains it. This file is written from the generator's key table.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["required"] = Names(ManifestKeyTable.Keys.Where(key => key.Required)),
            ["not"] = new JsonObject { ["required"] = Names([ManifestKeyTable.Classes, ManifestKeyTable.Targets]) },
            ["oneOf"] = new JsonArray(
                Having(ManifestKeyTable.Classes, ManifestKeyTable.Hashes), Having(ManifestKeyTable.Targets, ManifestKeyTable.TargetHashes)),
        };
        return schema.ToJsonString(s_readable) + "\n";
    }

    // Classes or targets, and the files of the one kind or of the other.
    private static JsonObject Having(SpecKey answers, IReadOnlyList<SpecKey> hashes) => new()
    {
        ["required"] = Names([answers]),
        ["properties"] = new JsonObject { [ManifestKeyTable.Sha256.Name] = new JsonObject { ["required"] = Names(hashes) } },
    };

    private static JsonObject Hashes(IReadOnlyList<SpecKey> keys)
    {
        JsonObject properties = [];
        foreach (SpecKey key in keys)
        {
            properties[key.Name] = new JsonObject { ["description"] = key.Summary, ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" };
        }

        return new() { ["type"] = "object", ["additionalProperties"] = false, ["required"] = Names(keys), ["properties"] = properties };
    }

    private static JsonArray Names(IEnumerable<SpecKey> keys) => [.. keys.Select(key => (JsonNode)key.Name)];
}
