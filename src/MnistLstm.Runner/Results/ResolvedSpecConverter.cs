using System.Text.Json;
using System.Text.Json.Serialization;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Results;

/// <summary>
/// The resolved spec of run.json: an object in the file, keys with their values in canonical text here. A dictionary of
/// <see cref="JsonElement"/>, which would say the same, makes a document of every value.
/// </summary>
internal sealed class ResolvedSpecConverter : JsonConverter<IReadOnlyList<KeyValuePair<string, string>>>
{
    private static readonly SharedText s_texts = new();

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("spec must be an object");
        }

        List<KeyValuePair<string, string>> spec = new(32);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = Text(ref reader);
            reader.Read();
            spec.Add(KeyValuePair.Create(key,
                reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? Text(ref reader) : JsonElement.ParseValue(ref reader).GetRawText()));
        }

        return spec.DistinctBy(pair => pair.Key, StringComparer.Ordinal).Count() == spec.Count ? spec : throw new JsonException("a key appears twice in spec");
    }

    // Runs of a sweep say nearly the same.
    private static string Text(
        ref Utf8JsonReader reader) => reader.ValueIsEscaped || reader.HasValueSequence ? reader.GetString()! : s_texts.Of(reader.ValueSpan);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string key, string text) in value)
        {
            writer.WritePropertyName(key);
            if (SpecJson.Raw(text) is ['"', ..])
            {
                writer.WriteStringValue(text);
            }
            else
            {
                writer.WriteRawValue(text);
            }
        }

        writer.WriteEndObject();
    }
}
