using System.Text;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>
/// Writes HTML, and SVG within or without it, that is well-formed as XML too: what is opened is closed, every text and every attribute is
/// escaped, and characters that a browser obeys in place of showing them are replaced. Lines are ended by \n.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Its attributes; one without a value is left out.</param>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes).Append('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Closes the innermost open element.</summary>
    public HtmlWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Closes the innermost open element and the line.</summary>
    public HtmlWriter CloseLine()
    {
        Close();
        return Line();
    }

    /// <summary>An element with a text in it.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(tag, attributes)
        .Text(text).Close();

    /// <summary>An element of HTML that has no content: <c>meta</c>, <c>img</c>.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes).Append('>');
        return this;
    }

    /// <summary>An element of SVG without content.</summary>
    public HtmlWriter Shape(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes).Append("/>");
        return this;
    }

    /// <summary>Text, shown as it is.</summary>
    public HtmlWriter Text(string text)
    {
        _text.Append(Escape(text));
        return this;
    }

    /// <summary>A line end, for who reads the source.</summary>
    public HtmlWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>What is HTML already, or the content of a style or a script: the program's own, never a user's.</summary>
    public HtmlWriter Own(string html)
    {
        _text.Append(html);
        return this;
    }

    /// <summary>All that was written.</summary>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public override string ToString() => _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"{_open.Peek()} is still open");

    /// <summary>A text as it may stand between tags and in attributes.</summary>
    public static string Escape(string text)
    {
        ReadOnlySpan<char> special = "&<>\"'";
        string clean = ObeyedText.Replace(text, lines: true).Replace('\r', ' ');
        if (clean.AsSpan().IndexOfAny(special) < 0)
        {
            return clean;
        }

        StringBuilder escaped = new(clean.Length + 16);
        foreach (char c in clean)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private StringBuilder Begin(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(name).Append("=\"").Append(Escape(value)).Append('"');
            }
        }

        return _text;
    }
}
