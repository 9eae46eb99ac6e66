using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>Turns YAML nodes into values of the type and range the key table asks for, or reports what is wrong with them.</summary>
internal sealed class ValueReader(DiagnosticBag diagnostics, IReadOnlyList<string>? datasets = null)
{
    private const string Largest = "3.4028235e38";
    private const string Smallest = "1.4e-45";
    private static readonly char[] s_curlyQuotes = ['\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB', '\u2018', '\u2019', '\u201A'];

    /// <summary>An integer; null when reported.</summary>
    public long? Integer(SpecKey key, YamlNode node)
    {
        if (PlainNumber(key, node) is not { } scalar)
        {
            return null;
        }

        if (!NumberText.IsInteger(scalar.Text))
        {
            return Wrong<long?>(key, scalar.Span, $"'{Shown(scalar.Text)}'", TypingHint(scalar.Text) ?? ValueHints.Integer(key, scalar.Text));
        }

        bool fits = long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        return fits && key.Range?.Contains(value) != false && (key.Numbers.Count == 0 || key.Numbers.Contains(value)) ? value
            : OutOfRange<long?>(key, scalar, remedy: UnsignedHint(key, scalar.Text));
    }

    /// <summary>The YAML's digits of a number; null when reported.</summary>
    public string? Float(SpecKey key, YamlNode node, string? listItem = null)
    {
        if (PlainNumber(key, node, listItem) is not { } scalar)
        {
            return null;
        }

        bool number = NumberText.IsFloat(scalar.Text);
        if (!number && !NumberText.IsSpecial(scalar.Text))
        {
            return Wrong<string>(key, scalar.Span, $"'{Shown(scalar.Text)}'", TypingHint(scalar.Text) ?? ValueHints.Float(key, scalar.Text), listItem);
        }

        string? fault = number ? SizeFault(key, scalar.Text) : null;
        return number && fault is null && key.Range!.Contains(NumberText.ToDouble(scalar.Text)) ? scalar.Text
            : OutOfRange<string>(key, scalar, listItem, fault);
    }

    /// <summary>The YAML's digits of a list's numbers, with their places; null when reported.</summary>
    public List<(string Digits, TextSpan Span)>? Floats(SpecKey key, YamlNode node)
    {
        if (node is not YamlSequence sequence)
        {
            return node is YamlRejected ? null : Wrong<List<(string, TextSpan)>>(key, node.Span, Describe(node), ValueHints.List(node));
        }

        List<(string, TextSpan)> values = [];
        for (int i = 0; i < sequence.Items.Count; i++)
        {
            string item = $"item {(i + 1).ToString(CultureInfo.InvariantCulture)} of '{key.Name}'";
            if (Float(key, sequence.Items[i], item) is { } digits)
            {
                values.Add((digits, sequence.Items[i].Span));
            }
        }

        if (key.Count is { } count && sequence.Items.Count != count)
        {
            string numbers = sequence.Items.Count == 1 ? "number" : "numbers";
            return Wrong<List<(string, TextSpan)>>(key, node.Span, $"a list of {sequence.Items.Count.ToString(CultureInfo.InvariantCulture)} {numbers}", "");
        }

        return values.Count == sequence.Items.Count ? values : null;
    }

    /// <summary>A list's integers, each greater than the one before; null when reported.</summary>
    public List<long>? Ascending(SpecKey key, YamlNode node)
    {
        if (node is not YamlSequence { Items.Count: > 0 } sequence)
        {
            string hint = node is YamlScalar { IsNull: false } scalar ? $"; write [{Shown(scalar.Text)}]" : "";
            return node is YamlRejected ? null : Wrong<List<long>>(key, node.Span, node is YamlSequence ? "an empty list" : Describe(node), hint);
        }

        List<long> values = [];
        bool faulty = false;
        foreach (YamlNode item in sequence.Items)
        {
            if (Integer(key, item) is not long value)
            {
                faulty = true;
            }
            else if (values.Count > 0 && value <= values[values.Count - 1])
            {
                faulty = true;
                diagnostics.Report(DiagnosticDescriptors.NotAscending, item.Span, key.Name, value.ToString(CultureInfo.InvariantCulture),
                    values[values.Count - 1].ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                values.Add(value);
            }
        }

        return faulty ? null : values;
    }

    /// <summary>True or false; null when reported.</summary>
    public bool? Boolean(SpecKey key, YamlNode node)
    {
        if (PlainNumber(key, node) is not { } scalar)
        {
            return null;
        }

        return scalar.Text switch
        {
            "true" => true,
            "false" => false,
            _ => Wrong<bool?>(key, scalar.Span, $"'{Shown(scalar.Text)}'", TypingHint(scalar.Text) ?? ValueHints.Boolean(scalar.Text)),
        };
    }

    /// <summary>One of the key's words; null when reported.</summary>
    public string? Word(SpecKey key, YamlNode node)
    {
        if (node is not YamlScalar scalar || scalar.IsNull)
        {
            return node is YamlRejected ? null : Wrong<string>(key, node.Span, Describe(node), ValueHints.Node(key, node));
        }

        IReadOnlyList<string> words = Words(key);
        foreach (string word in words)
        {
            if (word == scalar.Text)
            {
                return word;
            }
        }

        string hint = TypingHint(scalar.Text) ?? ValueWords.Advice(key, scalar.Text)
            ?? NearestWord.Hint(ValueWords.Suggestion(key, scalar.Text, words));
        diagnostics.Report(DiagnosticDescriptors.UnknownWord, scalar.Span, $"'{key.Name}'", SpecKey.WordList(words), Shown(scalar.Text), hint);
        return null;
    }

    /// <summary>Any text with something in it; null when reported.</summary>
    public string? Text(SpecKey key, YamlNode node)
    {
        if (node is YamlScalar { IsNull: false } scalar && scalar.Text.Trim().Length > 0)
        {
            return scalar.Text;
        }

        return node is YamlRejected ? null : Wrong<string>(key, node.Span, Describe(node), "");
    }

    /// <summary>Reports a value of the wrong type.</summary>
    public T? Wrong<T>(SpecKey key, TextSpan span, string got, string hint, string? subject = null)
    {
        string expected = subject is null ? Expected(key) : $"a number {key.Range}";
        diagnostics.Report(DiagnosticDescriptors.WrongType, span, subject ?? $"'{key.Name}'", expected, got, hint);
        return default;
    }

    private string Expected(SpecKey key) => key == KeyTable.Dataset ? SpecKey.WordList(Words(key)) : key.Expected;

    private IReadOnlyList<string> Words(SpecKey key) => key == KeyTable.Dataset && datasets is not null ? datasets : key.Words;

    /// <summary>What a node is, to follow "got".</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlSequence => "a list",
        YamlMapping => "keys with values",
        YamlScalar { IsNull: true } => "nothing",
        YamlScalar { Text: "" } => "an empty text",
        YamlScalar scalar => $"'{Shown(scalar.Text)}'",
        _ => "something else",
    };

    /// <summary>The beginning of a text, on one line.</summary>
    public static string Shown(string text)
    {
        string line = text.Replace('\n', ' ').Replace('\r', ' ');
        return line.Length <= 60 ? line : line.Substring(0, 60) + "...";
    }

    private YamlScalar? PlainNumber(SpecKey key, YamlNode node, string? subject = null)
    {
        if (node is YamlScalar { IsPlain: true, IsNull: false } scalar)
        {
            return scalar;
        }

        string hint = node is YamlScalar { IsNull: false } ? "; drop the quotes" : subject is null ? ValueHints.Node(key, node) : "";
        string got = node is YamlScalar { IsPlain: false } quoted ? $"the quoted text \"{Shown(quoted.Text)}\"" : Describe(node);
        return node is YamlRejected ? null : Wrong<YamlScalar>(key, node.Span, got, hint, subject);
    }

    // What has no place among the floats although it is on the right side of the bounds: the check of the optimizers' constructors, at its place in the
    // text; and what PyTorch would take for 0 without a word.
    private static string? SizeFault(SpecKey key, string text)
    {
        double value = NumberText.ToDouble(text);
        bool bounded = value < 0 ? key.Range!.Min > -float.MaxValue : key.Range!.Max < float.MaxValue;
        if (!bounded && (key.IsSingle ? Math.Abs(value) > float.MaxValue : double.IsInfinity(value)))
        {
            return key.IsSingle ? $"; training is done in float32, whose largest number is {Largest}" : "; it is too large for a number of 64 bits";
        }

        bool vanishes = (key.IsSingle ? (float)value : value) == 0 && !NumberText.IsZero(text) && key.Range!.Min <= 0;
        return !vanishes ? null
            : key.IsSingle ? $"; training is done in float32, which takes this for 0 (its smallest number is {Smallest})"
            : "; it is so small that it is taken for 0: write 0 if that is meant";
    }

    private T? OutOfRange<T>(SpecKey key, YamlScalar scalar, string? subject = null, string? remedy = null)
    {
        bool percent = key.Range is { Min: 0, Max: 1 } && NumberText.IsFloat(scalar.Text) && NumberText.ToDouble(scalar.Text) is >= 5 and <= 100;
        diagnostics.Report(
            DiagnosticDescriptors.OutOfRange,
            scalar.Span,
            subject ?? $"'{key.Name}'",
            subject is null ? key.Expected : $"a number {key.Range}",
            Shown(scalar.Text),
            remedy ?? (percent ? ValueHints.Fraction(scalar.Text) : ""));
        return default;
    }

    // What looks right on the screen and is something else to YAML.
    private static string? TypingHint(string text)
    {
        int hash = text.IndexOf('#');
        string trimmed = text.Trim(s_curlyQuotes);
        return hash > 0 ? $"; a comment needs a space before '#': write {text.Substring(0, hash).TrimEnd()} {Shown(text.Substring(hash))}"
            : trimmed != text && trimmed.Length > 0 ? $"; curly quotes are letters to YAML: write {Shown(trimmed)}"
            : Lookalikes.Hint(Shown(text));
    }

    // torch.manual_seed takes these, too, for the number that has the same 64 bits.
    private static string? UnsignedHint(SpecKey key, string text) =>
        key.Range is null && key.Numbers.Count == 0 && ulong.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ulong value)
            ? $"; write {unchecked((long)value).ToString(CultureInfo.InvariantCulture)}, which has the same 64 bits and is the same to torch.manual_seed"
            : null;
}
