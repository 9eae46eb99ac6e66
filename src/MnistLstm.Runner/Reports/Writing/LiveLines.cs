using System.Globalization;
using System.Text;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>
/// Lines at the foot of a terminal that are drawn again and again. What was drawn before is erased first, also where the window has become
/// narrower meanwhile, so that nothing of a longer line stays; lines break between words. Safe to use from any thread.
/// </summary>
/// <param name="writer">The terminal.</param>
/// <param name="width">The window's columns as they are now.</param>
/// <param name="color">Whether tones become colours.</param>
internal sealed class LiveLines(TextWriter writer, Func<int> width, bool color)
{
    private const int LeastWidth = 20;
    private const string Indent = "  ";
    private readonly Lock _drawing = new();
    private IReadOnlyList<Line> _drawn = [];

    /// <summary>A line to draw.</summary>
    /// <param name="Text">Its text.</param>
    /// <param name="Tone">What it means.</param>
    internal readonly record struct Line(string Text, Tone Tone = Tone.Plain);

    /// <summary>Columns that a row of a line can have; a line of more is broken.</summary>
    public int Width => Math.Max(LeastWidth, width()) - 1;

    /// <summary>Draws lines in place of those that are there.</summary>
    public void Show(params IReadOnlyList<Line> lines)
    {
        lock (_drawing)
        {
            StringBuilder text = new(_drawn.Count == 0 ? "\e[?25l" : "");
            Erase(text);
            _drawn = [.. lines.SelectMany(line => Rows(TerminalText.Clean(line.Text), Width).Select(row => line with { Text = row }))];
            Draw(text);
            writer.Write(text.ToString());
        }
    }

    /// <summary>Prints a line that stays, above those that are drawn. It is not broken, so that a command in it can be copied.</summary>
    public void Note(string line)
    {
        lock (_drawing)
        {
            StringBuilder text = new();
            Erase(text);
            text.Append(TerminalText.Clean(line)).Append('\n');
            Draw(text);
            writer.Write(text.ToString());
        }
    }

    /// <summary>Lets whole lines that stay be printed above those that are drawn.</summary>
    public void Above(Action print)
    {
        lock (_drawing)
        {
            StringBuilder text = new();
            Erase(text);
            if (text.Length > 0)
            {
                writer.Write(text.ToString());
            }

            print();
            if (_drawn.Count > 0)
            {
                Draw(text.Clear());
                writer.Write(text.ToString());
            }
        }
    }

    /// <summary>Erases the lines and shows the cursor again.</summary>
    public void Clear()
    {
        lock (_drawing)
        {
            StringBuilder text = new();
            Erase(text);
            _drawn = [];
            writer.Write(text.Append("\e[?25h").ToString());
        }
    }

    /// <summary>The rows of a line, parted between words; only a word that is longer than a row is parted itself.</summary>
    internal static IEnumerable<string> Rows(string text, int columns)
    {
        string rest = text.ReplaceLineEndings(" ").TrimEnd();
        string indent = rest.StartsWith(Indent, StringComparison.Ordinal) ? Indent + Indent : Indent;
        while (rest.Length > columns)
        {
            int blank = rest.LastIndexOf(' ', columns);
            bool parts = blank > 0 && rest.AsSpan(0, blank).Trim().Length > 0;
            int end = parts ? blank : columns;
            yield return rest[..end].TrimEnd();
            rest = indent + rest[end..].TrimStart();
        }

        yield return rest;
    }

    private void Draw(StringBuilder text)
    {
        for (int i = 0; i < _drawn.Count; i++)
        {
            string code = color ? Code(_drawn[i].Tone) : "";
            text.Append(i == 0 ? "" : "\n").Append(code).Append(_drawn[i].Text).Append(code.Length == 0 ? "" : "\e[0m");
        }
    }

    // A terminal that has become narrower has parted rows that fitted before. Each row is erased by itself: some terminals (tmux) keep what is erased
    // from the screen's first row to its last at once, and every drawing would stay to be scrolled back to.
    private void Erase(StringBuilder text)
    {
        if (_drawn.Count > 0)
        {
            int columns = Math.Max(1, width());
            int above = _drawn.Sum(line => Math.Max(1, (line.Text.Length + columns - 1) / columns)) - 1;
            text.Append("\r\e[2K").Insert(text.Length, "\e[A\e[2K", above);
        }
    }

    private static string Code(Tone tone) => tone switch
    {
        Tone.Good => "\e[32m",
        Tone.Notice => "\e[33m",
        Tone.Bad => "\e[31m",
        Tone.Dim => "\e[2m",
        _ => "",
    };
}
