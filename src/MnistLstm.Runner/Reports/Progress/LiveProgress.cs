using System.Globalization;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>Two lines that follow the run on a terminal and vanish at its end: where it is, and how it goes. The only run leaves a line for each
/// epoch.</summary>
/// <param name="live">The live display.</param>
/// <param name="time">The clock of speed and time left.</param>
internal sealed class LiveProgress(LiveLines live, TimeProvider time) : ISweepProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public T Watch<T>(string place, RunSpec spec, Func<IRunView, T> execute)
    {
        string title = place + spec.Name;
        try
        {
            return execute(new View(live, title, spec, time, leavesEpochs: place.Length == 0));
        }
        finally
        {
            live.Clear();
        }
    }

    private sealed class View(LiveLines live, string title, RunSpec spec, TimeProvider time, bool leavesEpochs) : IRunView
    {
        private const int BarWidth = 20;

        // In a narrower window the line is broken instead.
        private const int LeastTitle = 16;

        // Speed and time left are counted from the first batch on: finding or fetching the data comes before it.
        private (long Time, double Done)? _runStart;
        private (long Time, int Samples)? _epochStart;
        private long? _shown;
        private int _epoch = 1;
        private EpochMetrics? _evaluated;

        public void Begun(StartingPoint start)
        {
            if (start.ToString() is { Length: > 0 } words)
            {
                Note($"{title} {words}");
            }

            live.Show(new LiveLines.Line(title + "  starting"));
        }

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            double done = (epoch - 1 + (samplesDone / (double)samples)) / spec.Epochs;
            _epoch = epoch;
            _runStart ??= (time.GetTimestamp(), done);
            _epochStart ??= (time.GetTimestamp(), samplesDone);
            if (IsDue() || samplesDone == samples)
            {
                double seconds = time.GetElapsedTime(_epochStart.Value.Time).TotalSeconds;
                int counted = samplesDone - _epochStart.Value.Samples;
                string speed = counted > 0 && seconds > 0 ? Figures.Count((long)(counted / seconds)) : "-";
                string held = TestedText.Validation(_evaluated) is { } validation ? $"   val {validation}" : "";
                string test = TestedText.Test(_evaluated) is { } tested ? $"   test {tested}" : "";
                Show(done, $"  loss {Figures.Loss(meanLoss)}{held}{test}   {speed} samples/s");
            }
        }

        public void EvaluationStarted(int epoch) => Show(epoch / (double)spec.Epochs, "  evaluating");

        public void EvaluationCompleted(int epoch)
        {
            // The epoch's metrics follow at once.
        }

        public void EpochCompleted(EpochMetrics epoch)
        {
            _evaluated = epoch.TestLoss is null ? _evaluated : epoch;
            _epochStart = (time.GetTimestamp(), 0);
            if (leavesEpochs)
            {
                live.Note(PlainProgress.EpochLine(spec, epoch));
            }
        }

        public void Waiting(RunOwner? owner) => Note(WaitingText.Of(spec, owner));

        public void WaitingToKeep(RunOwner? owner) => Note(WaitingText.ToKeep(spec, owner));

        public void Note(string text) => live.Note(text);

        public void Status(string text)
        {
            if (IsDue())
            {
                live.Show(new LiveLines.Line(title), new LiveLines.Line("  " + text, Tone.Dim));
            }
        }

        private bool IsDue()
        {
            bool due = _shown is not { } shown || time.GetElapsedTime(shown) >= s_interval;
            _shown = due ? time.GetTimestamp() : _shown;
            return due;
        }

        private void Show(double done, string details)
        {
            string left = _runStart is { } start && done > start.Done
                ? Figures.Duration(time.GetElapsedTime(start.Time) * ((1 - done) / (done - start.Done))) + " left" : "";
            int full = (int)(BarWidth * done);
            string state = string.Create(
                CultureInfo.InvariantCulture,
                $"  {RowText.OfAll(spec, _epoch)}  {new string('━', full)}{new string('─', BarWidth - full)}  {left}");
            live.Show(new LiveLines.Line(Cut(title, Math.Max(LeastTitle, live.Width - state.Length)) + state), new LiveLines.Line(details, Tone.Dim));
        }

        private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, Math.Max(0, length - 1)), "…");
    }
}
