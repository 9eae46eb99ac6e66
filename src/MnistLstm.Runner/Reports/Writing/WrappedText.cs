namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Breaks a text that is wider than what it stands in; nothing of it is lost.</summary>
internal static class WrappedText
{
    /// <summary>Pieces of at most a width, broken behind a space, a comma or a slash where there is one in the second half of a piece.</summary>
    public static IEnumerable<string> Pieces(string text, int width)
    {
        width = Math.Max(1, width);
        while (text.Length > width)
        {
            int end = text.AsSpan(0, width).LastIndexOfAny(" ,/") + 1;
            end = end > width / 2 ? end : width;
            yield return text[..end].TrimEnd();
            text = text[end..].TrimStart();
        }

        yield return text;
    }
}
