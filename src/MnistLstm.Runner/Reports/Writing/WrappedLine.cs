namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Parts a line of pieces between words where it is wider than what it stands in; only a word that is wider itself is parted.</summary>
internal static class WrappedLine
{
    private const int Deeper = 2;

    /// <summary>The rows of a line; those behind the first stand two blanks to the right of it.</summary>
    public static IEnumerable<TextPiece[]> Rows(IReadOnlyList<TextPiece> line, int width)
    {
        string text = string.Concat(line.Select(piece => piece.Text)).TrimEnd();
        int indent = Math.Min(text.Length - text.TrimStart(' ').Length + Deeper, Math.Max(0, width - 1));
        int start = 0;
        while (true)
        {
            int room = start == 0 ? width : width - indent;
            bool last = text.Length - start <= room;
            int end = last ? text.Length : End(text, start, room);
            yield return [.. start == 0 ? Array.Empty<TextPiece>() : [new string(' ', indent)], .. Slice(line, start, text[..end].TrimEnd().Length)];
            if (last)
            {
                yield break;
            }

            start = end + text[end..].TakeWhile(c => c == ' ').Count();
        }
    }

    // Before the last blank that has a word before it and still fits; without one the word is parted.
    private static int End(string text, int start, int room)
    {
        int blank = text.LastIndexOf(' ', start + room, room + 1);
        return blank > start && text.AsSpan(start, blank - start).Trim().Length > 0 ? blank : start + WrappedText.End(text.AsSpan(start, room));
    }

    private static IEnumerable<TextPiece> Slice(IReadOnlyList<TextPiece> line, int start, int end)
    {
        int at = 0;
        foreach (TextPiece piece in line)
        {
            (int from, int to) = (Math.Max(start, at), Math.Min(end, at + piece.Text.Length));
            if (from < to)
            {
                yield return piece with { Text = piece.Text[(from - at)..(to - at)] };
            }

            at += piece.Text.Length;
        }
    }
}
