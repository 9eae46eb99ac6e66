namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Breaks a text that is wider than what it stands in; nothing of it is lost.</summary>
internal static class WrappedText
{
    /// <summary>Pieces of at most a width, broken as <see cref="End"/> says.</summary>
    public static IEnumerable<string> Pieces(string text, int width)
    {
        width = Math.Max(1, width);
        while (text.Length > width)
        {
            int end = End(text.AsSpan(0, width));
            yield return text[..end].TrimEnd();
            text = text[end..].TrimStart();
        }

        yield return text;
    }

    /// <summary>Where a piece that is too long ends: behind a space, a comma or a slash, else behind a sign of equality, where there is one in its second
    /// half.</summary>
    public static int End(ReadOnlySpan<char> piece)
    {
        foreach (string marks in (ReadOnlySpan<string>)[" ,/", "="])
        {
            int end = piece.LastIndexOfAny(marks) + 1;
            if (end > piece.Length / 2)
            {
                return end;
            }
        }

        return piece.Length;
    }
}
