using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>JSON as the commands print it: indented, lines ended by \n, nothing escaped that need not be.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object with a final line end.</summary>
    /// <param name="properties">Writes its properties.</param>
    public static string Document(Action<Utf8JsonWriter> properties)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        return Escape(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)) + "\n";
    }

    /// <summary>
    /// The writer escapes what JSON demands. What a terminal or an editor obeys can stand in strings only, where its number means the same.
    /// </summary>
    private static string Escape(string json) => json.AsSpan().IndexOfAnyExceptInRange('\n', '~') < 0
        ? json
        : ObeyedText.Map(json,
            c => c.Value == '\n' ? null : string.Concat(c.ToString().Select(half => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)half:x4}"))));

    /// <summary>A number in shortest round-trip form; null where there is no value.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
