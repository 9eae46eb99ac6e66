using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Selection;

/// <summary>A word as it must be typed into a shell.</summary>
internal static class ShellWord
{
    /// <summary>The word, in single quotes when a shell would read something into it (brackets of a run's name, spaces).</summary>
    public static string Quote(string word) => ShellText.Quote(word);
}
