using System.Text;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes indented lines, each ended by "\n".</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes one line, or several separated by "\n", at the current indentation.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _level * SpacesPerLevel).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Writes text as it is, without indentation.</summary>
    public void Raw(string text) => _text.Append(text);

    /// <summary>Writes an opening brace and indents.</summary>
    public void Open(string brace = "{")
    {
        Line(brace);
        _level++;
    }

    /// <summary>Ends the indentation and writes a closing brace.</summary>
    public void Close(string brace = "}")
    {
        _level--;
        Line(brace);
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();
}
