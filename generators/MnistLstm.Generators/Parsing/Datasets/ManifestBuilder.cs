using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Parsing.Datasets;

/// <summary>Reads a manifest's values and checks them against each other.</summary>
/// <param name="mapping">The manifest's keys.</param>
/// <param name="text">The text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class ManifestBuilder(MappingReader mapping, SourceText text, DiagnosticBag diagnostics)
{
    private static readonly Regex s_sha256 = new(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant);

    private readonly ValueReader _values = new(diagnostics);

    /// <summary>Reports all that is wrong; the data set when nothing is and it has a name, else null.</summary>
    public DatasetSpec? Build(ManifestName? name)
    {
        mapping.ReportMissing(ManifestKeyTable.Keys, "a manifest");
        long? steps = Integer(ManifestKeyTable.Steps);
        long? features = Integer(ManifestKeyTable.Features);
        IReadOnlyList<string>? classes = Classes();
        long? targets = Integer(ManifestKeyTable.Targets);
        CheckAnswers();
        string? values = mapping[ManifestKeyTable.Values] is { } node ? _values.Word(ManifestKeyTable.Values, node) : null;
        long? train = Integer(ManifestKeyTable.TrainSamples);
        long? test = Integer(ManifestKeyTable.TestSamples);
        IReadOnlyList<string>? hashes = Hashes();
        string description = Text(ManifestKeyTable.Description);
        string origin = Text(ManifestKeyTable.Origin);
        string licence = Text(ManifestKeyTable.Licence);
        if (steps * features is long size && size * (train > test ? train : test) is long most && most > int.MaxValue)
        {
            diagnostics.Report(DiagnosticDescriptors.TooMuchData, mapping.KeySpan(ManifestKeyTable.Steps), Grouped(most), Grouped(int.MaxValue));
        }

        if (name is null || !diagnostics.IsEmpty || steps is null || features is null || (classes is null && targets is null) || values is null
            || train is null || test is null || hashes is null)
        {
            return null;
        }

        DatasetShape shape = new((int)steps, (int)features, classes?.Count ?? 0) { Targets = (int)(targets ?? 0) };
        DatasetFacts facts = new(name.Name, shape, new(classes ?? []), (int)train, (int)test, name.ClassName);
        return new DatasetSpec(facts, values == ManifestKeys.Float32, new(hashes), description, origin, licence);
    }

    // A sequence has a class or numbers, and one of the two must be said.
    private void CheckAnswers()
    {
        (SpecKey classes, SpecKey targets) = (ManifestKeyTable.Classes, ManifestKeyTable.Targets);
        if (mapping[classes] is null && mapping[targets] is null && !mapping.IsMisspelt(classes) && !mapping.IsMisspelt(targets))
        {
            diagnostics.Report(DiagnosticDescriptors.MissingKey, default, "a manifest", classes.Name, $"{classes.Expected}, or else '{targets.Name}'");
        }
        else if (mapping[classes] is not null && mapping[targets] is not null)
        {
            diagnostics.Report(DiagnosticDescriptors.ClassesAndTargets, mapping.KeySpan(targets),
                mapping.Line(classes).ToString(CultureInfo.InvariantCulture));
        }
    }

    private long? Integer(SpecKey key) => mapping[key] is { } node ? _values.Integer(key, node) : null;

    private string Text(SpecKey key) => mapping[key] is { } node ? _values.Text(key, node) ?? "" : "";

    private IReadOnlyList<string>? Classes()
    {
        if (mapping[ManifestKeyTable.Classes] is not { } node)
        {
            return null;
        }

        if (node is not YamlSequence sequence)
        {
            return node is YamlRejected ? null
                : _values.Wrong<IReadOnlyList<string>>(ManifestKeyTable.Classes, node.Span, ValueReader.Describe(node), "; write it as [walking, sitting]");
        }

        if (sequence.Items.Count is < 2 or > ManifestKeyTable.MostClasses)
        {
            diagnostics.Report(DiagnosticDescriptors.OutOfRange, node.Span, "'classes'", ManifestKeyTable.Classes.Expected,
                sequence.Items.Count.ToString(CultureInfo.InvariantCulture), "");
            return null;
        }

        Dictionary<string, int> known = [];
        for (int i = 0; i < sequence.Items.Count; i++)
        {
            string subject = $"item {(i + 1).ToString(CultureInfo.InvariantCulture)} of 'classes'";
            if (sequence.Items[i] is not YamlScalar { IsNull: false } item || item.Text.Trim().Length is 0 or > ManifestKeyTable.LongestClass
                || item.Text.Any(char.IsControl))
            {
                if (sequence.Items[i] is not YamlRejected)
                {
                    diagnostics.Report(DiagnosticDescriptors.WrongType, sequence.Items[i].Span, subject,
                        $"a name on one line, at most {ManifestKeyTable.LongestClass} characters",
                        ValueReader.Describe(sequence.Items[i]), "");
                }
            }
            else if (known.TryGetValue(item.Text, out int first))
            {
                diagnostics.Report(DiagnosticDescriptors.DuplicateClass, item.Span, ValueReader.Shown(item.Text),
                    (first + 1).ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                known.Add(item.Text, i);
            }
        }

        return known.Count == sequence.Items.Count ? known.OrderBy(pair => pair.Value).Select(pair => pair.Key).ToArray() : null;
    }

    private IReadOnlyList<string>? Hashes()
    {
        if (mapping[ManifestKeyTable.Sha256] is not { } node)
        {
            return null;
        }

        if (node is not YamlMapping hashes)
        {
            return node is YamlRejected ? null : _values.Wrong<IReadOnlyList<string>>(ManifestKeyTable.Sha256, node.Span, ValueReader.Describe(node), "");
        }

        IReadOnlyList<SpecKey> keys = mapping[ManifestKeyTable.Targets] is null ? ManifestKeyTable.Hashes : ManifestKeyTable.TargetHashes;
        MappingReader entries = new(hashes, keys, text, diagnostics);
        entries.ReportMissing(keys, "'sha256'");
        List<string> read = [];
        foreach (SpecKey key in keys)
        {
            if (entries[key] is YamlScalar { IsNull: false } hash && s_sha256.IsMatch(hash.Text))
            {
                read.Add(hash.Text);
            }
            else if (entries[key] is { } wrong and not YamlRejected)
            {
                _values.Wrong<object>(key, wrong.Span, ValueReader.Describe(wrong), "; 'dotnet run -- data add' writes it");
            }
        }

        return read.Count == keys.Count ? read : null;
    }

    private static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
