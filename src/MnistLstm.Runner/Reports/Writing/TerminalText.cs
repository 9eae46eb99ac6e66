using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>
/// Text as a terminal may be given it. A description, a file's name or a server's answer can hold characters that a terminal obeys (colours,
/// the window's title, the clipboard) or that turn the reading direction round; each becomes one replacement character.
/// </summary>
internal static class TerminalText
{
    /// <summary>The text with line ends and tabs, and without any other character that a terminal obeys.</summary>
    public static string Clean(string text) => ObeyedText.Replace(text, lines: true);
}
