using System.Text.RegularExpressions;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A condition of <c>--where</c>: <c>optimizer=adam</c>, <c>hidden_size&gt;=64</c>.</summary>
/// <param name="Field">What is looked at.</param>
/// <param name="Operator">One of =, !=, &lt;, &lt;=, &gt;, &gt;=.</param>
/// <param name="Value">What it is held against.</param>
internal sealed partial record RowFilter(RowField Field, string Operator, string Value)
{
    private const string Option = "--where";

    /// <summary>Reads a condition.</summary>
    /// <exception cref="UsageException">It is none, or of an unknown key.</exception>
    public static RowFilter Parse(string text, IReadOnlyList<RunFigures> runs)
    {
        Match match = Condition().Match(text);
        if (!match.Success)
        {
            throw new UsageException($"{Option} expects key=value, got '{text}'", "for example: --where optimizer=adam --where 'hidden_size>=64'");
        }

        RowFilter filter = new(RowField.Find(match.Groups["key"].Value, Option, runs), match.Groups["operator"].Value, match.Groups["value"].Value.Trim());
        return filter.Operator is "=" or "!=" || RowField.AsNumber(filter.Value) is not null
            ? filter
            : throw new UsageException($"{Option} {text}: {filter.Operator} compares numbers, and '{filter.Value}' is none");
    }

    /// <summary>Whether a run meets it; one without a value meets only !=.</summary>
    public bool Holds(RunFigures run)
    {
        string? own = Field.Value(run);
        if (RowField.AsNumber(own) is { } a && RowField.AsNumber(Value) is { } b)
        {
            return Operator switch { "=" => a == b, "!=" => a != b, "<" => a < b, "<=" => a <= b, ">" => a > b, _ => a >= b };
        }

        return Operator switch { "=" => own == Value, "!=" => own != Value, _ => false };
    }

    [GeneratedRegex("^(?<key>[a-z0-9_]+)(?<operator><=|>=|!=|=|<|>)(?<value>.*)$")]
    private static partial Regex Condition();
}
