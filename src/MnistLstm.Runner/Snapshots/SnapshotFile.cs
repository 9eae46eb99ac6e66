using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Snapshots;

/// <summary>
/// The text of a snapshot file: JSON made for reading as a diff, one key of a spec and one epoch a line. Every line of an epoch carries a
/// check over itself and the check before it, so an edit by hand is found, and named, without training anything.
/// </summary>
internal static class SnapshotFile
{
    internal const string CheckKey = "check";
    internal const string SourcesKey = "sources_sha256";
    internal const string HooksKey = "hooks_sha256";
    internal const string ToleranceKey = "tolerance";
    internal const string EnvironmentKey = "environment";

    /// <summary>The file's text; lines end in a line feed, the last one too.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="entries">Its runs, in the order they are to stand.</param>
    public static string Format(string experiment, IReadOnlyList<SnapshotEntry> entries)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"schema\": 1,\n  \"experiment\": ").Append(Quote(experiment));
        if (entries.Count > 0 && entries[0].Tolerance is { } tolerance)
        {
            text.Append(",\n  \"").Append(ToleranceKey).Append("\": ")
                .Append(EpochText.Line(tolerance.Metrics.Select(pair => (pair.Key, EpochText.Number(pair.Value)))));
        }

        text.Append(",\n  \"runs\": [");
        for (int i = 0; i < entries.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n");
            AppendEntry(text, entries[i]);
        }

        return text.Append("\n  ]\n}\n").ToString();
    }

    /// <summary>Reads a file's text. What was edited by hand is noted in the entry's <see cref="SnapshotEntry.Fault"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="experiment">The experiment it must be of.</param>
    /// <exception cref="SnapshotException">It is not JSON, or not of this form; the message names the line.</exception>
    public static IReadOnlyList<SnapshotEntry> Parse(string text, string file, string experiment) => Parse(Encoding.UTF8.GetBytes(text), file, experiment);

    /// <inheritdoc cref="Parse(string, string, string)"/>
    internal static IReadOnlyList<SnapshotEntry> Parse(ReadOnlyMemory<byte> text, string file, string experiment)
    {
        if (WrittenSnapshot.Read(text, experiment) is { } written)
        {
            return written;
        }

        try
        {
            // Of two keys of one name a reader would believe one, and a check be over the other.
            using JsonDocument document = JsonDocument.Parse(WithoutMark(text), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return new SnapshotReader(file, experiment).Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            if (SnapshotRemedy.FirstConflict(Encoding.UTF8.GetString(text.Span)) is { } conflict)
            {
                throw new SnapshotException(
                    $"{file}({conflict.Line}): a merge left its conflict markers in it ({conflict.Marker}); {SnapshotRemedy.AfterMerge(file)}", error);
            }

            // A half of a surrogate pair in a text is no JsonException.
            long? line = (error as JsonException)?.LineNumber;
            string where = line is null ? file : $"{file}({line + 1},{((JsonException)error).BytePositionInLine + 1})";
            throw new SnapshotException($"{where}: {(line is null ? "" : "not valid JSON: ")}{JsonFault.Words(error)}; {SnapshotRemedy.Restore(file)}", error);
        }
    }

    // Editors of some systems put one in front.
    private static ReadOnlyMemory<byte> WithoutMark(
        ReadOnlyMemory<byte> text) => text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    internal static string Quote(
        string text) => "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    private static void AppendEntry(StringBuilder text, SnapshotEntry entry)
    {
        List<(string Key, string Json)> spec = [.. entry.Spec.Select(s => (s.Key, SpecJson.Raw(s.Value)))];
        CheckDigits digits = new();
        string check = digits.OfHead(Quote(entry.Name), Quote(entry.Engine), spec, entry.HooksSha256 is { } hash ? Quote(hash) : null);
        text.Append("    {\n      \"name\": ").Append(Quote(entry.Name));
        text.Append(",\n      \"engine\": ").Append(Quote(entry.Engine));
        if (entry.HooksSha256 is { } hooks)
        {
            text.Append(",\n      \"").Append(HooksKey).Append("\": ").Append(Quote(hooks));
        }

        if (entry.SourcesSha256 is { } sources)
        {
            text.Append(",\n      \"").Append(SourcesKey).Append("\": ").Append(Quote(sources));
        }

        if (entry.Environment.Count > 0)
        {
            text.Append(",\n      \"").Append(EnvironmentKey).Append("\": ")
                .Append(EpochText.Line(entry.Environment.Select(pair => (pair.Key, SpecJson.Raw(pair.Value)))));
        }

        text.Append(",\n      \"spec\": {\n        ").AppendJoin(",\n        ", spec.Select(s => $"\"{s.Key}\": {s.Json}"));
        text.Append("\n      },\n      \"").Append(CheckKey).Append("\": ").Append(Quote(check)).Append(",\n      \"epochs\": [");
        for (int i = 0; i < entry.Epochs.Count; i++)
        {
            IReadOnlyList<(string Key, string Json)> fields = EpochText.Fields(entry.Epochs[i]);
            check = digits.OfEpoch(check, fields);
            text.Append(i == 0 ? "\n        " : ",\n        ").Append(EpochText.Line([.. fields, (CheckKey, Quote(check))]));
        }

        text.Append("\n      ]\n    }");
    }
}
