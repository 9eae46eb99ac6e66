using System.Globalization;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>Shows a sweep on standard error: a header, what is under way, a line for each run that is done.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="runs">Gives the accepted figures beside a result.</param>
/// <param name="specs">The runs of the sweep, in order.</param>
/// <param name="machine">Engine, vectors and threads, for the header.</param>
/// <param name="data">Which data is there, for the header.</param>
/// <param name="time">The clock of speed and time left.</param>
/// <param name="debug">Whether a failed run's stack trace is shown.</param>
/// <param name="jobs">Runs at a time.</param>
/// <param name="trainings">How often a run is over, where it can be so more than once; null for once each.</param>
/// <param name="resultsOption">What a command needs to mean the same results, a blank before it.</param>
/// <param name="dataOption">What it needs to mean the same data.</param>
/// <param name="forced">Whether runs are trained although a result is stored.</param>
internal sealed class SweepDisplay(
    Terminal terminal, IRunService runs, IReadOnlyList<RunSpec> specs, string machine, string data, TimeProvider time, bool debug, int jobs = 1,
    int? trainings = null, string resultsOption = "", string dataOption = "", bool forced = false) : ISweepView
{
    private const int MostCachedEpochs = 40;
    private readonly SweepNotes _notes = new(terminal, specs, resultsOption, dataOption, forced);
    private readonly LiveBoard? _board = jobs > 1 && terminal.Live is { } lines ? new LiveBoard(terminal, lines, trainings ?? specs.Count, time) : null;
    private readonly ISweepProgress _single = terminal.Live is { } console ? new LiveProgress(console, time) : new PlainProgress(terminal, named: jobs > 1);

    /// <inheritdoc/>
    public void Begin(int? cached, string? fault)
    {
        _notes.Header(cached, machine, data);
        if (fault is not null)
        {
            terminal.Note($"error: the engine failed its self-test: {fault}");
        }
    }

    /// <inheritdoc/>
    public T Watch<T>(int index, Func<IRunView, T> execute) => (_board ?? _single).Watch(_notes.Place(index), specs[index], execute);

    /// <inheritdoc/>
    public void Finished(int index, RunResult result)
    {
        if (specs.Count == 1 && result.Status == RunStatus.Cached)
        {
            CachedEpochs(result);
        }

        _notes.Finished(index, StoredRuns.Row(runs, result));
        if (debug && result.Cause is { } cause)
        {
            terminal.Note(cause.ToString());
        }

        _board?.Count();
    }

    /// <inheritdoc/>
    public void Waiting(int index, RunOwner? owner) => terminal.Note(_notes.Place(index), WaitingText.Of(specs[index], owner));

    /// <inheritdoc/>
    public void NoRoom(int index, long bytes, long room) => terminal.Note(
        _notes.Place(index),
        $"{specs[index].Name}: waits for memory; it takes about {Figures.Size(bytes)}, and all runs at a time may take {Figures.Size(room)}");

    /// <summary>What was trained before, as it would have been shown then; of many epochs the first and the last.</summary>
    private void CachedEpochs(RunResult result)
    {
        int left = result.Epochs.Count - MostCachedEpochs;
        foreach ((int i, EpochMetrics epoch) in result.Epochs.Index())
        {
            if (left > 0 && i == MostCachedEpochs / 2)
            {
                terminal.Note(string.Create(CultureInfo.InvariantCulture, $"… {left} more: dotnet run -- curve {ShellText.Quote(result.Spec.Name)}"));
            }

            if (left <= 0 || i < MostCachedEpochs / 2 || i >= (MostCachedEpochs / 2) + left)
            {
                terminal.Note(PlainProgress.EpochLine(result.Spec, epoch));
            }
        }
    }

    /// <summary>The last lines: counts, time, next steps.</summary>
    public void Summary(IReadOnlyList<RunFigures> rows, TimeSpan elapsed) => _notes.Summary(rows, elapsed);
}
