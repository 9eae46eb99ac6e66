using System.Text.Json;
using System.Text.RegularExpressions;

namespace MnistLstm.Runner.Authoring;

/// <summary>What a spec's author should know of a key, from the schema that editors use, which follows from the generator's key table.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">Its default, or an example where there is none; null for a key that holds further lines.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="Allowed">What it can be: <c>1 to 8</c>; empty where anything goes.</param>
internal sealed partial record KeyDocument(string Name, string? Value, string Summary, string Allowed)
{
    private const string Resource = "experiment.schema.json";

    /// <summary>All keys, in the order of docs/spec.md.</summary>
    public static IReadOnlyList<KeyDocument> All { get; } = Read();

    private static KeyDocument[] Read()
    {
        using Stream schema = typeof(KeyDocument).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the program was built without {Resource}");
        using JsonDocument document = JsonDocument.Parse(schema);
        return [.. document.RootElement.GetProperty("properties").EnumerateObject().Select(key => Of(key.Name, key.Value))];
    }

    private static KeyDocument Of(string name, JsonElement key)
    {
        string? value = key.TryGetProperty("default", out JsonElement usual) ? Text(usual)
            : key.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.GetString() is "array" or "object" ? null
            : key.TryGetProperty("examples", out JsonElement examples) ? Text(examples[0])
            : "…";
        return new KeyDocument(name, value, Summarize(key.GetProperty("description").GetString()!), Range(key));
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Text))}]",
        _ => value.GetRawText(),
    };

    /// <summary>The first sentence, and for whom the key is.</summary>
    private static string Summarize(string description)
    {
        string[] sentences = LinkToMore().Replace(description, "").TrimEnd('.').Split(". ");
        string first = sentences[0];
        return sentences.Length > 1 && sentences[^1].StartsWith("For ", StringComparison.Ordinal) ? $"{first}. {sentences[^1]}" : first;
    }

    // Of use on the page only.
    [GeneratedRegex(@" \(\[[^\]]*\]\([^)]*\)\)")]
    private static partial Regex LinkToMore();

    private static string Range(JsonElement key)
    {
        if (key.TryGetProperty("enum", out JsonElement words))
        {
            return string.Join(", ", words.EnumerateArray().Select(Text));
        }

        if (key.TryGetProperty("anyOf", out JsonElement forms))
        {
            return string.Join(", ",
                forms.EnumerateArray().Where(form => form.TryGetProperty("enum", out _)).SelectMany(form => form.GetProperty("enum").EnumerateArray())
                    .Select(Text)) + ", …";
        }

        string? Bound(string name) => key.TryGetProperty(name, out JsonElement bound) ? bound.GetRawText() : null;
        string? least = Bound("minimum");
        string? most = Bound("maximum");
        return most == long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture) ? ""
            : least is not null && most is not null ? $"{least} to {most}"
            : least is not null && Bound("exclusiveMaximum") is { } below ? $"{least} to below {below}"
            : least is not null ? $"at least {least}"
            : Bound("exclusiveMinimum") is { } above ? $"above {above}"
            : "";
    }
}
