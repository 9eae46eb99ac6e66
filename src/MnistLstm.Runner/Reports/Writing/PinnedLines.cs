namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Lines at the bottom of a terminal that are drawn again and again below what is printed. Safe to use from any thread.</summary>
/// <param name="writer">The terminal, which understands ANSI sequences.</param>
/// <param name="width">Its columns now; lines are cut so that none is wrapped.</param>
internal sealed class PinnedLines(TextWriter writer, Func<int> width)
{
    private readonly object _gate = new();
    private IReadOnlyList<string> _lines = [];
    private int _drawn;

    /// <summary>Whether any are there now.</summary>
    public bool AreShown
    {
        get
        {
            lock (_gate)
            {
                return _drawn > 0;
            }
        }
    }

    /// <summary>Draws these lines in place of those before; none at all to end.</summary>
    public void Show(IReadOnlyList<string> lines)
    {
        lock (_gate)
        {
            _lines = lines;
            string text = Erase() + Draw();
            if (text.Length > 0)
            {
                writer.Write(text);
            }
        }
    }

    /// <summary>Prints whole lines above them.</summary>
    public void Above(Action print)
    {
        lock (_gate)
        {
            if (_drawn == 0)
            {
                print();
                return;
            }

            writer.Write(Erase());
            print();
            writer.Write(Draw());
        }
    }

    // Up to the first of them, and all from there on cleared.
    private string Erase()
    {
        string text = _drawn == 0 ? "" : FormattableString.Invariant($"\e[{_drawn}A\r\e[J");
        _drawn = 0;
        return text;
    }

    private string Draw()
    {
        int columns = width() - 1;
        _drawn = _lines.Count;
        return string.Concat(_lines.Select(line => (line.Length <= columns ? line : string.Concat(line.AsSpan(0, Math.Max(0, columns - 1)), "…")) + "\n"));
    }
}
