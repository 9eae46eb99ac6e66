using System.Globalization;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>What a sweep says on standard error: a header, a line per finished run, a summary with what to do next.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="runs">All runs of the sweep, in order.</param>
/// <param name="results">What a command needs to mean the same results, a blank before it.</param>
/// <param name="data">What it needs to mean the same data.</param>
/// <param name="forced">Whether runs are trained although a result is stored.</param>
internal sealed class SweepNotes(Terminal terminal, IReadOnlyList<RunSpec> runs, string results = "", string data = "", bool forced = false)
{
    private const int MostNameWidth = 44;
    private const int MostState = 20;
    private const string Indent = "  ";
    private readonly int _longest = runs.Select(spec => spec.Name.Length).DefaultIfEmpty().Max();

    private readonly bool _numbers = runs.Any(spec => spec.PredictsNumbers);

    private readonly bool _validates = runs.Any(spec => spec.ValidationSamples > 0);

    /// <summary>The first line.</summary>
    /// <param name="cached">Runs whose result is there already; null when they are repeated anyhow.</param>
    /// <param name="machine">Engine, vectors and threads.</param>
    /// <param name="found">Which data is there.</param>
    public void Header(int? cached, string machine, string found)
    {
        string repeated = cached is { } there ? string.Create(CultureInfo.InvariantCulture, $"{there} cached") : "all to be run again";
        string count = string.Create(CultureInfo.InvariantCulture, $"{runs.Count} {(runs.Count == 1 ? "run" : "runs")}, {repeated}");
        string line = count;
        foreach (string part in (string[])[machine, found])
        {
            if ($"{line} | {part}".Length > Width)
            {
                terminal.Note(line);
                line = Indent + part;
            }
            else
            {
                line = $"{line} | {part}";
            }
        }

        terminal.Note(line);
    }

    /// <summary>A run's place, <c>[2/7] </c>, <c>[ 2/10] </c>, as wide for every run; nothing for the only one.</summary>
    public string Place(int index)
    {
        string count = runs.Count.ToString(CultureInfo.InvariantCulture);
        return runs.Count == 1 ? "" : $"[{(index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(count.Length)}/{count}] ";
    }

    /// <summary>The line of a finished run, and what must be known about it.</summary>
    public void Finished(int index, RunFigures row)
    {
        RunResult result = row.Result;
        string held = _validates ? Tested("val ", TestedText.Validation(row.Last ?? row.Halted)) + Indent : "";
        string test = held + Tested("test ", TestedText.Test(row.Last));
        string time = result.Status switch
        {
            RunStatus.Cached => "cached",
            _ when result.TrainSeconds is { } seconds => Figures.Seconds(seconds + (result.EvaluateSeconds ?? 0)) + " s",
            _ => "-",
        };
        Line(Place(index), row.Spec.Name, $"{test}{Indent}{time.PadLeft(7)}", StateOf(row));
        foreach (string line in Details(row))
        {
            terminal.NoteSentence(Indent, line);
        }
    }

    /// <summary>The last lines: counts, time, next steps.</summary>
    public void Summary(IReadOnlyList<RunFigures> rows, TimeSpan elapsed)
    {
        if (rows.Count > 1)
        {
            terminal.Note();
            terminal.NoteSentence($"{SweepSummary.Sentence(rows)} Total {Figures.Duration(elapsed)}.");
        }

        foreach (string line in SweepSummary.NextSteps(rows, results, forced))
        {
            terminal.NoteSentence(Indent, line);
        }
    }

    /// <summary>Name, figures and state on one line; on two or three where the terminal is narrower, so that no number is parted.</summary>
    private void Line(string place, string name, string figures, TextPiece state)
    {
        string gap = Indent + " ";
        bool wide = Width < int.MaxValue && place.Length + _longest + Indent.Length + figures.Length + gap.Length + MostState <= Width;
        string padded = name.PadRight(wide ? _longest : Math.Min(MostNameWidth, _longest));
        if (place.Length + padded.Length + Indent.Length + figures.Length + gap.Length + state.Text.Length <= Width)
        {
            terminal.Note(place, padded, Indent, figures, gap, state);
            return;
        }

        string below = new(' ', Math.Max(place.Length, Indent.Length));
        below = below.Length + figures.Length <= Width ? below : Indent;
        terminal.Note(place, name);
        if (below.Length + figures.Length + gap.Length + state.Text.Length <= Width)
        {
            terminal.Note(below, figures, gap, state);
            return;
        }

        foreach (string piece in WrappedText.Pieces(figures, Width - below.Length))
        {
            terminal.Note(below, piece);
        }

        foreach (string piece in WrappedText.Pieces(state.Text, Width - below.Length))
        {
            terminal.Note(below, state with { Text = piece });
        }
    }

    private int Width => terminal.NoteWidth ?? int.MaxValue;

    private string Tested(string heading, string? figure) =>
        (figure is null ? "" : heading + figure).PadRight(heading.Length + (_numbers ? "RMSE 0.1234" : "98.10 %").Length);

    private TextPiece StateOf(RunFigures row)
    {
        bool unguarded = row.IsComplete && row.Result.Snapshot.Outcome == SnapshotOutcome.New && runs.Count == 1;
        return unguarded ? new TextPiece("NEW: nothing guards this number yet", Tone.Notice)
            : runs.Count > 1 && row.IsComplete && row.Result.Snapshot.Reason is { } reason ? new TextPiece($"changed: {reason}", Tone.Notice)
            : runs.Count > 1 && row.Result.OtherSources is not null ? new TextPiece("unchecked: made by other sources", Tone.Notice)
            : new TextPiece(row.State.Text, row.State.Tone);
    }

    /// <summary>An unavailable data set is explained once, in the summary, not by every run that lacks it.</summary>
    private IEnumerable<string> Details(RunFigures row)
    {
        IEnumerable<string> error = row.Result is { Error: { } text, Status: not RunStatus.DataUnavailable } ? text.Split('\n') : [];
        string[] repeat = row.Result.Status == RunStatus.Failed
            ? [$"repeat: {TrainCommand.Of(row.Spec, row.Result.Engine, results)}{data}"] : [];
        string[] stopped = row.IsComplete && row.Result.Epochs.Count < row.Spec.Epochs
            ? [$"stopped early, after {RowText.Of(row.Spec, row.Result.Epochs.Count)} of {row.Spec.Steps ?? row.Spec.Epochs}"]
            : [];

        // Where many runs changed, each says what in its line, and the summary how to see and accept them all.
        IEnumerable<string> explanation = row.Result.Snapshot is { Outcome: SnapshotOutcome.Changed } && runs.Count > 1 ? [] : row.Result.Snapshot.Explanation;
        // That other sources made many of them, too.
        IEnumerable<string> notes = row.Result.Notes.Where(note => runs.Count == 1 || note != row.Result.OtherSources);
        return [.. error, .. repeat, .. stopped, .. explanation, .. notes.Select(note => "note: " + note)];
    }
}
