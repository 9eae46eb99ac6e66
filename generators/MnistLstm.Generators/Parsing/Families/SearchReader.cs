using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>Reads the distributions of <c>search</c>.</summary>
/// <param name="values">Reads numbers.</param>
/// <param name="settings">Reads values.</param>
/// <param name="text">The text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class SearchReader(ValueReader values, SettingReader settings, SourceText text, DiagnosticBag diagnostics)
{
    private static readonly Regex s_call = new(@"^(?<name>[A-Za-z_]+)\((?<arguments>[^()]{1,60}|\([^()]{1,60}\))\)$", RegexOptions.CultureInvariant);

    /// <summary>A key with its distribution; null when something is wrong with it, which is reported.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keySpan">Where it stands.</param>
    /// <param name="node">Its distribution.</param>
    public SearchKey? Read(SpecKey key, TextSpan keySpan, YamlNode node)
    {
        IReadOnlyList<SpecKey> possible = SearchKeys.For(key);
        string expected = $"a distribution: {string.Join(", ", possible.Select(distribution => $"{{{distribution.Name}: [...]}}"))}";
        if (node is not YamlMapping mapping)
        {
            string hint = node is YamlSequence ? $"; write {{{SearchKeys.Choice.Name}: [...]}} around the list"
                : node is YamlScalar call && Called(call.Text) is { } written ? $"; write {written}"
                : node is YamlScalar { IsNull: false } ? "; give the key outside of 'search' if it is the same in all runs" : "";
            return node is YamlRejected ? null
                : Report(DiagnosticDescriptors.WrongType, node.Span, $"'{key.Name}'", expected, ValueReader.Describe(node), hint);
        }

        if (mapping.Entries.Count == 0)
        {
            return Report(DiagnosticDescriptors.EmptyFamily, node.Span, $"'{key.Name}'", $"give it {expected}");
        }

        MappingReader entries = new(mapping, possible, text, diagnostics);
        (SpecKey Key, TextSpan KeySpan, YamlNode Value)[] given = entries.Entries(possible).ToArray();
        if (given.Length > 1)
        {
            return Report(DiagnosticDescriptors.SeveralDistributions, given[1].KeySpan, key.Name, given[0].Key.Name, given[1].Key.Name);
        }

        return given.Length == 0 || !entries.IsClean ? null
            : given[0].Key == SearchKeys.Choice ? OfChoice(key, keySpan, given[0].Value)
            : OfNumbers(key, keySpan, given[0].Key, given[0].Value);
    }

    // uniform(0, 0.5), as Ray, Optuna and Hydra's sweepers have it
    private static string? Called(string text)
    {
        Match call = s_call.Match(text.Trim());
        return !call.Success || SpecKey.Called(SearchKeys.Distributions, call.Groups["name"].Value) is not { } distribution ? null
            : $"{{{distribution.Name}: [{string.Join(", ", call.Groups["arguments"].Value.Trim('[', ']', '(', ')').Split(',').Select(item => item.Trim()))}]}}";
    }

    private SearchKey? OfChoice(SpecKey key, TextSpan keySpan, YamlNode node)
    {
        if (node is not YamlSequence sequence)
        {
            return node is YamlRejected ? null : values.Wrong<SearchKey>(SearchKeys.Choice, node.Span, ValueReader.Describe(node), "; write it as [1, 2]");
        }

        if (sequence.Items.Count == 0)
        {
            return Report(DiagnosticDescriptors.EmptyFamily, node.Span, $"'{SearchKeys.Choice.Name}'", "give it at least one value");
        }

        if (sequence.Items.Count > FamilyExpansion.MostRuns)
        {
            return Report(DiagnosticDescriptors.TooManyRuns, node.Span, FamilyExpansion.Text(sequence.Items.Count), "values to choose among",
                FamilyExpansion.Text(FamilyExpansion.MostRuns));
        }

        List<KeyValue> choices = [];
        Dictionary<string, KeyValue> known = [];
        foreach (YamlNode item in sequence.Items)
        {
            if (settings.Read(key, keySpan, item, ValueLevel.Matrix) is not { } value)
            {
                continue;
            }

            if (known.TryGetValue(value.Canonical, out KeyValue? first))
            {
                Report(DiagnosticDescriptors.DuplicateValue, value.Span, key.Name, value.Canonical, first.Line.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            known.Add(value.Canonical, value);
            choices.Add(value);
        }

        return choices.Count < sequence.Items.Count ? null : new SearchKey(key, new Choice(choices.Count), choices);
    }

    private SearchKey? OfNumbers(SpecKey key, TextSpan keySpan, SpecKey distribution, YamlNode node)
    {
        if (node is not YamlSequence { Items.Count: 2 } limits)
        {
            string got = node is YamlSequence list ? $"a list of {list.Items.Count.ToString(CultureInfo.InvariantCulture)}" : ValueReader.Describe(node);
            return node is YamlRejected ? null : values.Wrong<SearchKey>(distribution, node.Span, got, "");
        }

        KeyValue? least = settings.Read(key, keySpan, limits.Items[0], ValueLevel.Matrix);
        KeyValue? greatest = settings.Read(key, keySpan, limits.Items[1], ValueLevel.Matrix);
        if (least is null || greatest is null)
        {
            return null;
        }

        if (distribution == SearchKeys.LogUniform && NumberText.IsZero(least.Canonical))
        {
            return Report(DiagnosticDescriptors.OutOfRange, least.Span, $"'{distribution.Name}'", distribution.Form!, least.Canonical,
                "; the logarithm of 0 is no number: begin with a small one");
        }

        (DecimalNumber from, DecimalNumber to) = (DecimalNumber.Parse(least.Canonical), DecimalNumber.Parse(greatest.Canonical));
        if (from.CompareTo(to) >= 0)
        {
            return Report(DiagnosticDescriptors.LimitsReversed, greatest.Span, distribution.Name, least.Canonical, greatest.Canonical);
        }

        bool isInteger = key.Kind == ValueKind.Integer;
        Distribution drawn = distribution == SearchKeys.LogUniform ? new LogUniform(from, to, isInteger)
            : isInteger ? new UniformInteger(BigInteger.Parse(least.Canonical, CultureInfo.InvariantCulture),
                BigInteger.Parse(greatest.Canonical, CultureInfo.InvariantCulture))
            : new UniformNumber(from, to);
        return new SearchKey(key, drawn, [least with { Span = node.Span }, greatest]);
    }

    private SearchKey? Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        diagnostics.Report(descriptor, span, arguments);
        return null;
    }
}
