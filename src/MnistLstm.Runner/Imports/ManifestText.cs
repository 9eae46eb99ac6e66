using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Imports;

/// <summary>Writes a data set's manifest.</summary>
internal static partial class ManifestText
{
    /// <summary>The schema's file.</summary>
    public const string Schema = "manifest.schema.json";

    /// <summary>The text.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="namesSchema">Whether the schema for editors lies beside it.</param>
    public static string Of(DatasetDefinition set, bool namesSchema)
    {
        StringBuilder text = new(namesSchema ? $"# yaml-language-server: $schema=./{Schema}\n" : "");
        text.Append("# A data set of one's own (docs/data.md). dotnet run -- data add wrote this; its files are checked against the hashes.\n");
        Line(ManifestKeys.Steps, Number(set.Steps));
        Line(ManifestKeys.Features, Number(set.Features));
        if (set.Shape.HasTargets)
        {
            Line(ManifestKeys.Targets, Number(set.Shape.Targets));
        }
        else
        {
            Line(ManifestKeys.Classes, $"[{string.Join(", ", set.Classes.Select(Word))}]");
        }

        Line(ManifestKeys.Values, set.Values == DatasetValues.Bytes ? ManifestKeys.Bytes : ManifestKeys.Float32);
        Line(ManifestKeys.TrainSamples, Number(set.TrainCount));
        Line(ManifestKeys.TestSamples, Number(set.TestCount));
        text.Append(ManifestKeys.Sha256).Append(":\n");
        foreach (DatasetFile file in set.Files)
        {
            // The key is the file's name: train_inputs.
            text.Append("  ").Append(Path.GetFileNameWithoutExtension(file.Name)).Append(": ").Append(file.Sha256).Append('\n');
        }

        return text.ToString();

        void Line(string key, string value) => text.Append(key).Append(": ").Append(value).Append('\n');
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // In quotes, unless it is a plain word that YAML takes for nothing else.
    private static string Word(
        string name) => PlainWord().IsMatch(name) && name is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n")
        ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^[a-z][a-z0-9_-]*\z")]
    private static partial Regex PlainWord();
}
