using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>Reads the values of result-affecting keys, wherever in a spec they stand.</summary>
/// <param name="values">Reads values.</param>
/// <param name="text">The text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class SettingReader(ValueReader values, SourceText text, DiagnosticBag diagnostics)
{
    /// <summary>The value; null when something is wrong with it, which is reported.</summary>
    /// <param name="key">A key that affects results.</param>
    /// <param name="keySpan">Where it stands.</param>
    /// <param name="node">Its value, or an item of its list in the matrix.</param>
    /// <param name="level">What part of the spec this is.</param>
    public KeyValue? Read(SpecKey key, TextSpan keySpan, YamlNode node, ValueLevel level)
    {
        string? digits = null;
        string? canonical = null;
        switch (key.Kind)
        {
            case ValueKind.Integer:
                canonical = values.Integer(key, node)?.ToString(CultureInfo.InvariantCulture);
                break;
            case ValueKind.Boolean:
                canonical = values.Boolean(key, node) is bool value ? (value ? "true" : "false") : null;
                break;
            case ValueKind.Word:
                canonical = values.Word(key, node);
                break;
            case ValueKind.Normalization:
                (canonical, digits) = new NormalizeReader(values, text, diagnostics).Read(node);
                break;
            case ValueKind.WeightInit:
                canonical = new WeightInitReader(values, diagnostics).Read(key, node);
                break;
            case ValueKind.FloatList when values.Floats(key, node) is { } numbers:
                canonical = $"[{string.Join(",", numbers.Select(number => NumberText.Canonical(NumberText.ToDouble(number.Digits))))}]";
                digits = $"[{string.Join(", ", numbers.Select(number => NumberText.ToLiteral(number.Digits)))}]";
                break;
            case ValueKind.Float:
                digits = values.Float(key, node);
                canonical = digits is null ? null : NumberText.Canonical(NumberText.ToDouble(digits));
                break;
        }

        int line = text.Lines.GetLinePosition(level == ValueLevel.Matrix ? node.Span.Start : keySpan.Start).Line + 1;
        return canonical is null ? null : new KeyValue(key, canonical, digits ?? canonical, level, keySpan, node.Span, line);
    }
}
