using System.Globalization;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>Several runs at a time on a terminal: a line that counts, and one for each run under way; they stay below what is printed.</summary>
/// <param name="terminal">Where finished runs and notes are printed.</param>
/// <param name="live">The lines.</param>
/// <param name="total">Runs of the sweep.</param>
/// <param name="time">The clock of drawing and of time left.</param>
internal sealed class LiveBoard(Terminal terminal, LiveLines live, int total, TimeProvider time) : ISweepProgress
{
    /// <summary>More runs than this are counted and not shown.</summary>
    private const int MostLines = 12;

    private const int BarWidth = 12;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal = terminal;
    private readonly object _gate = new();
    private readonly List<View> _views = [];
    private long? _shown;
    private int _done;
    private bool _drawn;

    /// <inheritdoc/>
    public T Watch<T>(string place, RunSpec spec, Func<IRunView, T> execute)
    {
        View view = new(this, place, spec);
        lock (_gate)
        {
            _views.Add(view);
        }

        try
        {
            return execute(view);
        }
        finally
        {
            lock (_gate)
            {
                _views.Remove(view);
                Draw(always: view.IsShown);
            }
        }
    }

    /// <summary>A run is over.</summary>
    public void Count()
    {
        lock (_gate)
        {
            _done++;
            Draw(always: _views.Count > 0);
        }
    }

    private void Draw(bool always)
    {
        lock (_gate)
        {
            if (!always && _shown is { } last && time.GetElapsedTime(last) < s_interval)
            {
                return;
            }

            _shown = time.GetTimestamp();

            // A run that only looks whether its result is there is over before anyone can read its name.
            View[] views = [.. _views.Where(view => view.IsShown)];
            if (views.Length == 0)
            {
                Clear();
                return;
            }

            string head = string.Create(CultureInfo.InvariantCulture, $"{_done} of {total} done, {views.Length} under way");
            string[] rest = views.Length <= MostLines ? [] : [string.Create(CultureInfo.InvariantCulture, $"  … and {views.Length - MostLines} more")];
            int name = views.Max(view => view.Title.Length);
            string[] lines = [head, .. views.Take(MostLines).Select(view => view.Line(name)), .. rest];
            live.Show([.. lines.Select(line => new LiveLines.Line(line.Length <= live.Width ? line : string.Concat(line.AsSpan(0, live.Width - 1), "…")))]);
            _drawn = true;
        }
    }

    private void Clear()
    {
        if (_drawn)
        {
            live.Clear();
            _drawn = false;
        }
    }

    private sealed class View(LiveBoard board, string place, RunSpec spec) : IRunView
    {
        private string _state = "";

        public string Title => place + spec.Name;

        public bool IsShown => _state.Length > 0;

        public string Line(int width) => $"  {Title.PadRight(width)}  {_state}";

        public void Begun(StartingPoint start)
        {
            Set("starting");
            if (start.ToString() is { Length: > 0 } words)
            {
                Note($"{spec.Name} {words}");
            }
        }

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            double done = (epoch - 1 + (samplesDone / (double)samples)) / spec.Epochs;
            int full = (int)(BarWidth * done);
            Set(string.Create(CultureInfo.InvariantCulture,
                $"{RowText.OfAll(spec, epoch)}  {new string('━', full)}{new string('─', BarWidth - full)}  loss {Figures.Loss(meanLoss)}"));
        }

        public void EvaluationStarted(int epoch) => Set($"{RowText.OfAll(spec, epoch)}  evaluating");

        public void EvaluationCompleted(int epoch)
        {
            // The epoch's metrics follow at once.
        }

        public void EpochCompleted(EpochMetrics epoch)
        {
            // The next batch follows at once.
        }

        public void WaitingToKeep(RunOwner? owner) => Note(WaitingText.ToKeep(spec, owner));

        public void Waiting(RunOwner? owner) => Note(WaitingText.Of(spec, owner));

        public void Note(string text) => board._terminal.Note(place, text);

        public void Status(string text) => Set(text);

        private void Set(string state)
        {
            lock (board._gate)
            {
                bool first = !IsShown;
                _state = state;
                board.Draw(always: first);
            }
        }
    }
}
