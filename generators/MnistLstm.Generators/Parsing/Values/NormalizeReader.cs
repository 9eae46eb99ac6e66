using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Yaml;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>Reads the value of <c>normalize</c>: a word, or the figures.</summary>
/// <param name="values">Reports wrong values.</param>
/// <param name="text">The text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class NormalizeReader(ValueReader values, SourceText text, DiagnosticBag diagnostics)
{
    private static readonly string[] s_words = [SpecWords.None, SpecWords.OfTraining];

    /// <summary>The value in canonical text, and the C# literals of its figures; nulls when something is wrong with it, which is reported.</summary>
    public (string? Canonical, string? Literals) Read(YamlNode node)
    {
        if (node is YamlScalar { IsNull: false } word)
        {
            if (s_words.Contains(word.Text))
            {
                return (word.Text, word.Text);
            }

            values.Wrong<object>(KeyTable.Normalize, word.Span, $"'{ValueReader.Shown(word.Text)}'",
                NearestWord.Hint(ValueWords.Suggestion(KeyTable.Normalize, word.Text, s_words)));
            return (null, null);
        }

        if (node is not YamlMapping mapping)
        {
            if (node is not YamlRejected)
            {
                values.Wrong<object>(KeyTable.Normalize, node.Span, ValueReader.Describe(node), "");
            }

            return (null, null);
        }

        MappingReader entries = new(mapping, NormalizeKeys.Keys, text, diagnostics);
        entries.ReportMissing(NormalizeKeys.Keys, "'normalize'");
        IReadOnlyList<string>? mean = Figures(NormalizeKeys.Mean, entries[NormalizeKeys.Mean]);
        IReadOnlyList<string>? std = Figures(NormalizeKeys.Std, entries[NormalizeKeys.Std]);
        return mean is null || std is null || !entries.IsClean
            ? (null, null)
            : ($"{{mean: {Canonical(mean)}, std: {Canonical(std)}}}", $"[{Literals(mean)}], [{Literals(std)}]");
    }

    /// <summary>How many means and standard deviations a value in canonical text has; none for a word.</summary>
    public static IReadOnlyList<int> Counts(string canonical)
    {
        int std = canonical.IndexOf(", std: ", System.StringComparison.Ordinal);
        return std < 0 ? [] : [Count(canonical.Substring(0, std)), Count(canonical.Substring(std + 1))];
    }

    private static int Count(string part) => part.Split(',').Length;

    private IReadOnlyList<string>? Figures(SpecKey key, YamlNode? node)
    {
        if (node is not YamlSequence list)
        {
            return node is not null && values.Float(key, node) is { } single ? [single] : null;
        }

        if (list.Items.Count == 0)
        {
            return values.Wrong<IReadOnlyList<string>>(key, node.Span, "an empty list", "");
        }

        return values.Floats(key, node)?.Select(item => item.Digits).ToArray();
    }

    // A list of one is the number.
    private static string Canonical(IReadOnlyList<string> digits)
    {
        string numbers = string.Join(", ", digits.Select(number => NumberText.Canonical(NumberText.ToDouble(number))));
        return digits.Count == 1 ? numbers : $"[{numbers}]";
    }

    private static string Literals(IEnumerable<string> digits) => string.Join(", ", digits.Select(NumberText.ToLiteral));
}
