using System.Globalization;
using System.Text;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>
/// A page that is kept current while a sweep runs: written anew after an epoch or a run, but at most every few seconds, and less often where
/// writing takes long. A page that cannot be written is a warning and never the sweep's end. Safe to use from any thread.
/// </summary>
/// <param name="runs">Gives stored results.</param>
/// <param name="specs">The runs of the sweep, in order.</param>
/// <param name="catalog">All runs there are.</param>
/// <param name="file">The page.</param>
/// <param name="time">The clock of writing.</param>
/// <param name="warn">Told once that the page cannot be written.</param>
internal sealed class LiveReport(IRunService runs, IReadOnlyList<RunSpec> specs, IReadOnlyList<RunSpec> catalog, OutputFile file, TimeProvider time,
    Action<string> warn)
{
    private const int PartOfTime = 20;
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly RunFigures?[] _rows = new RunFigures?[specs.Count];
    private readonly Dictionary<int, List<EpochMetrics>> _underway = [];
    private TimeSpan _pause = s_least;
    private long? _written;
    private bool _warned;

    /// <summary>The sweep begins: what is stored already stands in the first page.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            foreach ((int index, RunSpec spec) in specs.Index())
            {
                RunResult stored = runs.Stored(spec);
                _rows[index] = StoredRuns.Row(runs, stored, explained: false);
                _rows[index] = stored.Status is not RunStatus.Cached ? _rows[index]! with { Underway = "waiting" } : _rows[index];
            }

            WriteIfDue();
        }
    }

    /// <summary>A run's training begins.</summary>
    /// <param name="index">The run's place.</param>
    /// <param name="done">The epochs that are done already.</param>
    public void Begun(int index, IReadOnlyList<EpochMetrics> done)
    {
        lock (_gate)
        {
            _underway[index] = [.. done];
            ShowUnderway(index);
            WriteIfDue();
        }
    }

    /// <summary>An epoch of a run is done.</summary>
    public void EpochCompleted(int index, EpochMetrics epoch)
    {
        lock (_gate)
        {
            if (_underway.TryGetValue(index, out List<EpochMetrics>? epochs))
            {
                epochs.Add(epoch);
                ShowUnderway(index);
                WriteIfDue();
            }
        }
    }

    /// <summary>A run is over.</summary>
    public void Finished(int index, RunResult result)
    {
        lock (_gate)
        {
            _underway.Remove(index);
            _rows[index] = StoredRuns.Row(runs, result);
            WriteIfDue();
        }
    }

    /// <summary>The sweep is over: the last page, which nothing renews.</summary>
    /// <param name="outcomes">What came of the runs.</param>
    /// <param name="evaluate">Gives what a run's stored model makes of the test images; null after an interruption.</param>
    public void End(IReadOnlyList<SweepOutcome> outcomes, Func<RunSpec, ReportEvaluation>? evaluate)
    {
        // A result that is stored says where it was made; so the page is the one that `report` writes.
        RunFigures[] rows =
        [
            .. outcomes.Select(outcome => outcome.Result)
                .Select(result => result.Status is RunStatus.Completed or RunStatus.Cached or RunStatus.Halted
                    && runs.Stored(result.Spec) is { Status: not null } stored
                ? StoredRuns.Row(runs, stored with { Snapshot = result.Snapshot }, explained: false)
                : StoredRuns.Row(runs, result)),
        ];
        if (!Write(() => ReportBuilder.Build(rows, catalog, evaluate)) && evaluate is not null)
        {
            Write(() => ReportBuilder.Build(rows, catalog, evaluate: null));
        }
    }

    private void ShowUnderway(int index)
    {
        List<EpochMetrics> epochs = _underway[index];
        _rows[index] = new RunFigures(
            new RunResult { Spec = specs[index], Engine = _rows[index]?.Result.Engine ?? "", Status = null, Snapshot = SnapshotComparison.Unchecked,
                Fingerprint = _rows[index]?.Result.Fingerprint ?? "", Epochs = [.. epochs] },
            [])
        { Underway = $"running {RowText.Part(specs[index], epochs.Count)}" };
    }

    private void WriteIfDue()
    {
        if (_written is { } last && time.GetElapsedTime(last) < _pause)
        {
            return;
        }

        long started = time.GetTimestamp();
        RunFigures[] rows = [.. _rows.OfType<RunFigures>()];
        int done = rows.Count(row => row.Underway is null);
        string progress = $"A sweep is under way: {Figures.Count(done)} of {Figures.Count(specs.Count)} done, {Figures.Count(_underway.Count)} running.";
        Write(() => ReportBuilder.Build(rows, catalog, evaluate: null, progress));
        _written = time.GetTimestamp();
        TimeSpan taken = time.GetElapsedTime(started);
        _pause = taken * PartOfTime > s_least ? taken * PartOfTime : s_least;
    }

    /// <summary>The results are worth more than a page about them: whatever is wrong with it, the sweep goes on, and says so.</summary>
    private bool Write(Func<ReportContent> content)
    {
        try
        {
            file.Write(Encoding.UTF8.GetBytes(ReportPage.Write(content())));
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (!_warned)
            {
                _warned = true;
                string what = error is IOException or UnauthorizedAccessException ? error.Message.TrimEnd('.') : $"{error.GetType().Name}: {error.Message}";
                warn($"warning: the report cannot be written as it should, and the sweep goes on: {what}");
            }

            return false;
        }
    }
}
