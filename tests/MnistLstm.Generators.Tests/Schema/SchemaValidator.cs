using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using MnistLstm.Generators.Tests.Documents;
using YamlDotNet.Core;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>An editor's answer to a spec: its YAML as JSON, and the committed schema over it.</summary>
internal static class SchemaValidator
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(RepositoryFile.Read("experiments/experiment.schema.json"));

    /// <summary>Whether the schema accepts the spec; a text that is no YAML, or has a key twice, is refused before the schema is asked.</summary>
    /// <exception cref="FormatException">A number is too large for this validator, which computes in decimals; editors have doubles.</exception>
    public static bool Accepts(string yaml)
    {
        JsonNode? json;
        try
        {
            json = YamlJson.Read(yaml);
        }
        catch (Exception fault) when (fault is YamlException or InvalidOperationException)
        {
            // YamlDotNet leaves some malformed texts with the latter.
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(json?.ToJsonString() ?? "null");
        return s_schema.Evaluate(document.RootElement).IsValid;
    }
}
