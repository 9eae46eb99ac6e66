using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Parsing.Text;

namespace MnistLstm.Generators.Parsing.Yaml;

/// <summary>
/// Says in words what a text that is no YAML most likely suffers from. The scanner tells what it was about to do ("while scanning a plain scalar
/// value, found invalid mapping"); whoever wrote the line wants to know what to change.
/// </summary>
/// <param name="Span">The place to look at.</param>
/// <param name="Text">What is wrong with it, and what to write.</param>
internal sealed record YamlComplaint(TextSpan Span, string Text)
{
    private const int Shown = 60;

    // As in Python, TOML and INI files.
    private static readonly Regex s_assigned = new(@"^(?<key>[A-Za-z_][A-Za-z0-9_-]*)\s*=\s*(?<value>[^=\s].*)$", RegexOptions.CultureInvariant);

    /// <summary>The complaint about a place where the scanner gave up; null where only its own words are left.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="index">The place.</param>
    public static YamlComplaint? At(string text, int index)
    {
        WrittenLine line = WrittenLine.At(text, index);
        line = line.HasContent ? line : line.Above(text) ?? line;
        WrittenLine? above = line.Above(text);
        return ColonInText(line) ?? QuoteInText(line) ?? TooDeep(line, above) ?? NoColon(line)
            ?? (above is null ? null : ColonInText(above) ?? QuoteInText(above) ?? NoColon(above))
            ?? NoSuchDepth(line, text);
    }

    // description: LSTM: a try
    private static YamlComplaint? ColonInText(WrittenLine line)
    {
        string value = line.Value;
        if (value.Length == 0 || "'\"[{|>#&*!".IndexOf(value[0]) >= 0 || !(Uncommented(value) + " ").Contains(": "))
        {
            return null;
        }

        string plain = Uncommented(value);
        if (plain[0] is '\uFF5B' or '\uFF3B')
        {
            return new YamlComplaint(ValueSpan(line), $"full-width brackets are letters to YAML: write {line.Key}: {Lookalikes.Plain(plain)}");
        }

        return new YamlComplaint(ValueSpan(line),
            $"a colon before a space begins a value, so a text that has one needs quotes: write {line.Key}: {Quoted(plain)}");
    }

    // description: 'the network's layers'
    private static YamlComplaint? QuoteInText(WrittenLine line)
    {
        string value = Uncommented(line.Value);
        if (value.Length < 2 || value[0] is not ('\'' or '"'))
        {
            return null;
        }

        char quote = value[0];
        int close = 1;
        while (close < value.Length && (value[close] != quote || (quote == '\'' && close + 1 < value.Length && value[close + 1] == quote)))
        {
            close += quote == '"' ? (value[close] == '\\' ? 2 : 1) : (value[close] == quote ? 2 : 1);
        }

        if (close >= value.Length)
        {
            return new YamlComplaint(ValueSpan(line), $"the quote that opens here is never closed; end the text with {quote}");
        }

        string escaped = quote == '\'' ? "''" : "\\\"";
        return close == value.Length - 1 ? null
            : new YamlComplaint(new TextSpan(ValueSpan(line).Start + close, 1),
                $"the quotes are closed here, and more follows; write {escaped} for a {quote} within them");
    }

    // seed: 1, and below it a key further to the right
    private static YamlComplaint? TooDeep(WrittenLine line, WrittenLine? above) =>
        line.Key is null || above?.Key is null || line.Indentation <= above.Indentation || Uncommented(above.Value).Length == 0
            ? null
            : new YamlComplaint(KeySpan(line),
                $"'{line.Key}' stands deeper than '{above.Key}' on line {Number(above.Number)}, which has a value already; begin both in the same column");

    // seed, or seed:1
    private static YamlComplaint? NoColon(WrittenLine line)
    {
        string content = Uncommented(line.Content.Trim());
        if (line.Key is not null || content.Length == 0 || content[0] is '[' or ']' or '{' or '}' or '"' or '\'' or '-' or '?')
        {
            return null;
        }

        if (content.StartsWith("//", System.StringComparison.Ordinal) || content.StartsWith("--", System.StringComparison.Ordinal))
        {
            return new YamlComplaint(KeySpan(line), "a comment begins with '#'");
        }

        if (s_assigned.Match(content) is { Success: true } assigned)
        {
            return new YamlComplaint(KeySpan(line),
                $"a key ends in a colon: write {Cut($"{assigned.Groups["key"].Value}: {assigned.Groups["value"].Value.TrimEnd(';', ',')}")}");
        }

        int colon = content.IndexOf(':');
        string remedy = colon > 0 && colon < content.Length - 1
            ? $"a colon needs a space behind it: write {Cut($"{content.Substring(0, colon)}: {content.Substring(colon + 1).TrimStart()}")}"
            : $"'{Cut(content)}' is no 'key: value'; a key ends in a colon and a space";
        return new YamlComplaint(KeySpan(line), remedy);
    }

    // A key whose column is that of no key above it.
    private static YamlComplaint? NoSuchDepth(WrittenLine line, string text)
    {
        if (line.Key is null)
        {
            return null;
        }

        WrittenLine? deeper = null;
        for (WrittenLine? above = line.Above(text); above is not null; above = above.Above(text))
        {
            if (above.Key is null || above.Indentation == line.Indentation)
            {
                return null;
            }

            if (above.Indentation < line.Indentation)
            {
                return deeper is null ? null : new YamlComplaint(
                    KeySpan(line),
                    $"'{line.Key}' begins in column {Number(line.Indentation + 1)}, where no key above does; begin it in "
                        + $"column {Number(above.Indentation + 1)} like '{above.Key}', or {Number(deeper.Indentation + 1)} like '{deeper.Key}'");
            }

            deeper = deeper is null || above.Indentation < deeper.Indentation ? above : deeper;
        }

        return deeper is null ? null : new YamlComplaint(
            KeySpan(line),
            $"'{line.Key}' begins in column {Number(line.Indentation + 1)}, but the first keys in column {Number(deeper.Indentation + 1)} ('{deeper.Key}' on "
                + $"line {Number(deeper.Number)}); begin all in the same column");
    }

    private static TextSpan KeySpan(WrittenLine line) => new(line.Start + line.Indentation, line.Content.Trim().Length == 0 ? 0 : 1);

    private static TextSpan ValueSpan(WrittenLine line) =>
        new(line.Start + line.Content.IndexOf(line.Value, line.Indentation + line.Key!.Length + 1, System.StringComparison.Ordinal), line.Value.Length);

    private static string Uncommented(string value)
    {
        int comment = value.StartsWith("#", System.StringComparison.Ordinal) ? 0 : value.IndexOf(" #", System.StringComparison.Ordinal);
        return (comment < 0 ? value : value.Substring(0, comment)).TrimEnd();
    }

    private static string Quoted(string value)
    {
        string inner = value.Trim('\u201C', '\u201D', '\u201E', '\u2018', '\u2019');
        return $"'{Cut(inner.Replace("'", "''"))}'";
    }

    private static string Cut(string value) => value.Length <= Shown ? value : value.Substring(0, Shown) + "...";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
