using System.Text.Encodings.Web;
using System.Text.Json;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results.Texts;

/// <summary>A spec's values in JSON: numbers and truth values as such, digit for digit; everything else as text.</summary>
internal static class SpecJson
{
    /// <summary>The JSON of a value in canonical text.</summary>
    public static string Raw(string value) =>
        value is "true" or "false" || IsNumber(value) ? value : "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) + "\"";

    /// <summary>The canonical text of a JSON value.</summary>
    public static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>The resolved spec, for run.json.</summary>
    public static Dictionary<string, JsonElement> Of(RunSpec spec) =>
        spec.Settings.ToDictionary(s => s.Key, s => JsonElement.Parse(Raw(s.Value)), StringComparer.Ordinal);

    private static bool IsNumber(string value)
    {
        // JSON's grammar: no leading zero, no sign but minus, digits on both sides of the point.
        if (value.Length == 0 || (value[0] != '-' && !char.IsAsciiDigit(value[0])))
        {
            return false;
        }

        try
        {
            return JsonElement.Parse(value).ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
