using System.Text;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>The key table as docs/spec.md shows it.</summary>
internal static class KeyTableMarkdown
{
    /// <summary>One table row a key.</summary>
    public static string Of(IEnumerable<SpecKey> keys)
    {
        StringBuilder text = new("| key | value | default | |\n|---|---|---|---|\n");
        foreach (SpecKey key in keys)
        {
            text.Append($"| `{key.Name}` | {Value(key)} | {Default(key)} | {Summary(key)} |\n");
        }

        return text.ToString();
    }

    private static string Value(SpecKey key) =>
        key.Kind is ValueKind.Word or ValueKind.WeightInit
            ? string.Join(", ", key.Words.Select(word => $"`{word}`")) + (key == KeyTable.Dataset ? ", or the name of a manifest" : "")
            : key.Expected;

    private static string Default(SpecKey key) => key.Required ? "required" : key.Default is null ? "–" : $"`{key.Default}`";

    private static string Summary(SpecKey key) => KeySummary.Of(key);
}
