using System.Text.RegularExpressions;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Authoring;

/// <summary>
/// The text of a spec, line by line, with its comments: keys of its outermost level can be replaced or taken out together with the lines
/// that belong to them. A spec written in braces has no lines to change and is left as it is.
/// </summary>
internal sealed partial class SpecLines
{
    private readonly List<string> _lines;
    private readonly int _indent;
    private readonly bool _inBraces;

    /// <summary>Reads a text; the line for editors is left out.</summary>
    public SpecLines(string text)
    {
        _lines = [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Where(line => !Modeline().IsMatch(line))];
        string first = _lines.Find(line => !IsBlankOrComment(line) && line.TrimEnd() != "---") ?? "";
        _indent = Indent(first);
        _inBraces = first.TrimStart().StartsWith('{');
    }

    /// <summary>The lines as they are now.</summary>
    public IReadOnlyList<string> Text => _lines;

    /// <summary>Gives the spec a description, in place of the one it has.</summary>
    public void Describe(string description)
    {
        string line = $"{new string(' ', _indent)}{SpecKeys.Description}: {YamlText.Scalar(description)}";
        int at = Start(SpecKeys.Description);
        if (at >= 0)
        {
            _lines.RemoveRange(at, End(at) - at);
            _lines.Insert(at, line);
        }
        else if (!_inBraces && _lines.FindIndex(text => KeyLine().IsMatch(text) && Indent(text) == _indent) is >= 0 and int first)
        {
            _lines.Insert(first, line);
        }
    }

    /// <summary>
    /// Gives a key a value: in place of the one it has, with its comment; else where it stands commented out; else behind the last key that is one
    /// of a network's or a training's own values.
    /// </summary>
    /// <param name="value">The key with its value.</param>
    /// <returns>False for a spec in braces, which is left as it is.</returns>
    public bool Set(SpecValue value)
    {
        if (_inBraces)
        {
            return false;
        }

        if (value.Displaced is { } displaced && Start(displaced) is >= 0 and int gone)
        {
            _lines.RemoveRange(gone, End(gone) - gone);
        }

        string line = new string(' ', _indent) + value.Line;
        int at = Start(value.Key);
        if (at >= 0)
        {
            _lines.RemoveRange(at, End(at) - at);
            _lines.Insert(at, line);
            return true;
        }

        Regex offered = new($@"^# ?{Regex.Escape(value.Key)}:(\s|$)");
        at = _lines.FindIndex(offered.IsMatch);
        if (at >= 0)
        {
            int end = at + 1;
            while (end < _lines.Count && Continuation().IsMatch(_lines[end]))
            {
                end++;
            }

            _lines.RemoveRange(at, end - at);
            int last = _lines.FindLastIndex(text => KeyLine().IsMatch(text) && Indent(text) == _indent);
            _lines.Insert(last < 0 ? at : End(last), line);
            return true;
        }

        _lines.Insert(_lines.FindLastIndex(text => KeyLine().IsMatch(text) && Indent(text) == _indent) is >= 0 and int other ? End(other) : _lines.Count, line);
        return true;
    }

    /// <summary>Takes out a key, the lines that belong to it, and the comment right above it.</summary>
    public void Remove(string key)
    {
        int start = Start(key);
        if (start < 0)
        {
            return;
        }

        int end = End(start);
        while (start > 0 && _lines[start - 1].TrimStart().StartsWith('#'))
        {
            start--;
        }

        _lines.RemoveRange(start, end - start);
        while (start > 0 && start <= _lines.Count && _lines[start - 1].Trim().Length == 0 && (start == _lines.Count || _lines[start].Trim().Length == 0))
        {
            _lines.RemoveAt(--start);
        }
    }

    /// <summary>Whether a key stands anywhere outside of comments, a family's varied ones included.</summary>
    public bool Says(string key)
    {
        Regex pattern = new($@"(^|[\s{{,]){Regex.Escape(key)}\s*:(\s|$)");
        return _lines.Exists(line => pattern.IsMatch(line.Split('#')[0])) || (key == SpecKeys.Seed && Says(SpecKeys.Seeds));
    }

    private int Start(string key) =>
        _lines.FindIndex(line => Indent(line) == _indent && KeyLine().Match(line) is { Success: true } match && match.Groups["key"].Value == key);

    /// <summary>The line after those of the key: further in, or closing a bracket; blank lines and comments between them, and comments right below,
    /// included.</summary>
    private int End(int start)
    {
        int end = start + 1;
        for (int i = end; i < _lines.Count; i++)
        {
            string line = _lines[i];
            bool itsComment = i == end && Indent(line) > _indent;
            if (line.Trim().Length > 0 && (IsBlankOrComment(line) ? itsComment : Indent(line) > _indent || line.TrimStart()[0] is ']' or '}' or '-'))
            {
                end = i + 1;
            }
            else if (!IsBlankOrComment(line))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsBlankOrComment(string line) => line.TrimStart() is "" or ['#', ..];

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^\s*#\s*yaml-language-server:")]
    private static partial Regex Modeline();

    // What `new` could not write beside or behind a key that is commented out.
    [GeneratedRegex(@"^(\s+# |#   )")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^\s*[""']?(?<key>[A-Za-z0-9_-]+)[""']?\s*:(\s|$)")]
    private static partial Regex KeyLine();
}
