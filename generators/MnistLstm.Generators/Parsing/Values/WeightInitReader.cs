using System;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Yaml;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>Reads a function of <c>torch.nn.init</c>: <c>orthogonal</c>, <c>normal(0.01)</c>.</summary>
/// <param name="values">Reports wrong values.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class WeightInitReader(ValueReader values, DiagnosticBag diagnostics)
{
    private static readonly NumberRange s_argument = NumberRange.Positive;

    /// <summary>The value in canonical text; null when something is wrong with it, which is reported.</summary>
    public string? Read(SpecKey key, YamlNode node)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            string hint = node is YamlMapping { Entries.Count: 1 } mapping && mapping.Entries[0].Value is YamlScalar { IsPlain: true } number
                ? $"; write {mapping.Entries[0].Key.Text}({number.Text})" : "";
            return node is YamlRejected ? null : values.Wrong<string>(key, node.Span, ValueReader.Describe(node), hint);
        }

        int bracket = scalar.Text.IndexOf('(');
        bool hasArgument = bracket > 0 && scalar.Text.EndsWith(")", StringComparison.Ordinal);
        YamlScalar word = hasArgument ? new YamlScalar(scalar.Text.Substring(0, bracket), isPlain: true, scalar.Span) : scalar;
        if (values.Word(key, word) is not { } known)
        {
            return null;
        }

        if (!hasArgument)
        {
            return known;
        }

        string argument = scalar.Text.Substring(bracket + 1, scalar.Text.Length - bracket - 2);
        string? name = WeightInit.Argument(known);
        if (name is null)
        {
            diagnostics.Report(DiagnosticDescriptors.NoArgument, scalar.Span, known, key.Name);
            return null;
        }

        return values.Float(key with { Name = name, Form = null, Kind = ValueKind.Float, Range = s_argument, IsSingle = true, Words = [] },
            new YamlScalar(argument, isPlain: true, scalar.Span)) is { } digits
                ? WeightInit.Of(known, NumberText.ToDouble(digits)).ToString()
                : null;
    }
}
