using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Sweeps.Slurm;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>Shows on standard error how job arrays go: a line at the terminal's foot; in a log, a line a minute while something changes.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="ask">Asks the user for a yes or a no; null where nobody can be asked.</param>
/// <param name="time">The clock of a log's lines and of the time so far.</param>
internal sealed class ArrayDisplay(Terminal terminal, Func<string, bool>? ask, TimeProvider time) : ISlurmView
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);
    private readonly long _begun = time.GetTimestamp();
    private long? _shownAt;
    private string _shown = "";

    /// <inheritdoc/>
    public void Note(string text) => terminal.Note(text);

    /// <inheritdoc/>
    public void Progress(ArrayProgress progress)
    {
        string text = progress.ToString();
        if (terminal.Live is { } live)
        {
            live.Show(new LiveLines.Line($"{text}  {Figures.Duration(time.GetElapsedTime(_begun))}"));
        }
        else if (text != _shown && (_shownAt is not { } last || time.GetElapsedTime(last) >= s_interval))
        {
            (_shownAt, _shown) = (time.GetTimestamp(), text);
            terminal.Note(text);
        }
    }

    /// <inheritdoc/>
    public void EndProgress() => terminal.Live?.Clear();

    /// <inheritdoc/>
    public bool Ask(string question) => ask?.Invoke(question) ?? false;
}
