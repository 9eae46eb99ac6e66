using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing;

/// <summary>Reads a spec's <c>reference</c>.</summary>
internal sealed class ReferenceParser(ValueReader values, SourceText text, DiagnosticBag diagnostics)
{
    /// <summary>The published figures; null when something is wrong with them, which is reported.</summary>
    /// <param name="node">The value of <c>reference</c>.</param>
    /// <param name="epochs">The spec's epochs, which no list may outnumber; null when they are not known.</param>
    /// <param name="data">What the spec's runs are of: classes have other figures than numbers to predict; null when it is not known.</param>
    public ReferenceSpec? Parse(YamlNode node, long? epochs, DatasetFacts? data)
    {
        if (node is not YamlMapping mapping)
        {
            return node is YamlRejected ? null
                : values.Wrong<ReferenceSpec>(KeyTable.Reference, node.Span, ValueReader.Describe(node), "; 'source' is the least it needs");
        }

        MappingReader entries = new(mapping, ReferenceKeys.Keys, text, diagnostics);
        entries.ReportMissing(ReferenceKeys.Keys, "'reference'");
        string? source = entries[ReferenceKeys.Source] is { } sourceNode ? values.Text(ReferenceKeys.Source, sourceNode) : null;
        string? accuracy = entries[ReferenceKeys.TestAccuracy] is { } accuracyNode ? values.Float(ReferenceKeys.TestAccuracy, accuracyNode) : null;
        string? rmse = entries[ReferenceKeys.TestRmse] is { } rmseNode ? values.Float(ReferenceKeys.TestRmse, rmseNode) : null;
        EquatableArray<string> trainAccuracies = List(entries, ReferenceKeys.TrainAccuracies, epochs);
        EquatableArray<string> trainLosses = List(entries, ReferenceKeys.TrainLosses, epochs);
        EquatableArray<string> testAccuracies = List(entries, ReferenceKeys.TestAccuracies, epochs);
        EquatableArray<string> testLosses = List(entries, ReferenceKeys.TestLosses, epochs);
        string? unit = entries[ReferenceKeys.LossUnit] is { } unitNode ? values.Word(ReferenceKeys.LossUnit, unitNode) : ReferenceKeys.LossUnit.Default;
        if (data is not null)
        {
            CheckKind(entries, data);
        }

        return source is null || unit is null
            ? null
            : new ReferenceSpec(source, Literal(accuracy), Literal(rmse), trainAccuracies, trainLosses, testAccuracies, testLosses, unit);
    }

    // At the key, not at its value: the figure may be right, but nothing of these runs can be held against it.
    private void CheckKind(MappingReader entries, DatasetFacts data)
    {
        IReadOnlyList<(SpecKey Key, SpecKey Instead)> others = data.Shape.HasTargets ? ReferenceKeys.OfClasses : ReferenceKeys.OfNumbers;
        foreach ((SpecKey key, SpecKey instead) in others.Where(other => entries[other.Key] is not null))
        {
            diagnostics.Report(DiagnosticDescriptors.FigureOfOtherData, entries.KeySpan(key), key.Name,
                data.Shape.HasTargets ? "classes" : "targets", data.Name, data.Answers, instead.Name);
        }
    }

    private static string? Literal(string? number) => number is null ? null : NumberText.ToLiteral(number);

    private EquatableArray<string> List(MappingReader entries, SpecKey key, long? epochs)
    {
        if (entries[key] is not { } node || values.Floats(key, node) is not { } items)
        {
            return EquatableArray<string>.Empty;
        }

        if (epochs is long limit && items.Count > limit)
        {
            TextSpan firstTooMany = items[(int)limit].Span;
            string count = items.Count.ToString(CultureInfo.InvariantCulture);
            diagnostics.Report(DiagnosticDescriptors.ListTooLong, firstTooMany, key.Name, count, limit.ToString(CultureInfo.InvariantCulture));
        }

        return new EquatableArray<string>(items.Select(item => NumberText.ToLiteral(item.Digits)));
    }
}
