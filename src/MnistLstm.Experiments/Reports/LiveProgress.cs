using System.Globalization;
using MnistLstm.Experiments.Runs;
using MnistLstm.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MnistLstm.Experiments.Reports;

/// <summary>Two lines that follow the run on a terminal and vanish at its end: where it stands, and how it goes.</summary>
/// <param name="console">The console of the live display.</param>
/// <param name="time">The clock of speed and time left.</param>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : ISweepProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public RunResult Watch(string place, RunSpec spec, Func<IRunView, RunResult> execute)
    {
        string title = place + spec.Name;
        return console.Live(new Text(title + "  starting")).AutoClear(true)
            .Start(context => execute(new View(console, context, title, spec, time)));
    }

    private sealed class View(IAnsiConsole console, LiveDisplayContext context, string title, RunSpec spec, TimeProvider time) : IRunView
    {
        private const int BarWidth = 20;
        private readonly long _started = time.GetTimestamp();
        private long _epochStarted = time.GetTimestamp();
        private long? _shown;
        private int _epoch = 1;
        private double? _testAccuracy;

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            if (epoch != _epoch)
            {
                (_epoch, _epochStarted) = (epoch, time.GetTimestamp());
            }

            if (IsDue() || samplesDone == samples)
            {
                double seconds = time.GetElapsedTime(_epochStarted).TotalSeconds;
                string speed = seconds > 0 ? Figures.Count((long)(samplesDone / seconds)) : "-";
                string test = _testAccuracy is { } accuracy ? $"   test {Figures.Percent(accuracy)} %" : "";
                Show((epoch - 1 + (samplesDone / (double)samples)) / spec.Epochs, $"  loss {Figures.Loss(meanLoss)}{test}   {speed} samples/s");
            }
        }

        public void EvaluationStarted(int epoch) => Show(epoch / (double)spec.Epochs, "  evaluating");

        public void EvaluationCompleted(int epoch)
        {
            // The epoch's metrics follow at once.
        }

        public void EpochCompleted(EpochMetrics epoch)
        {
            _testAccuracy = epoch.TestAccuracy ?? _testAccuracy;
            _epochStarted = time.GetTimestamp();
        }

        public void Waiting(RunOwner? owner) => Note(WaitingText.Of(spec, owner));

        public void Note(string text) => console.WriteLine(text);

        public void Status(string text)
        {
            if (IsDue())
            {
                context.UpdateTarget(new Rows(new Text(title), new Text("  " + text, Terminal.StyleOf(Tone.Dim))));
            }
        }

        private bool IsDue()
        {
            bool due = _shown is not { } shown || time.GetElapsedTime(shown) >= Interval;
            _shown = due ? time.GetTimestamp() : _shown;
            return due;
        }

        private void Show(double done, string details)
        {
            TimeSpan elapsed = time.GetElapsedTime(_started);
            string left = done > 0 ? Figures.Duration(elapsed * ((1 - done) / done)) + " left" : "";
            int full = (int)(BarWidth * done);
            string state = string.Create(
                CultureInfo.InvariantCulture,
                $"  epoch {_epoch}/{spec.Epochs}  {new string('━', full)}{new string('─', BarWidth - full)}  {left}");
            IRenderable[] lines = [new Text(Cut(title, console.Profile.Width - state.Length - 1) + state), new Text(details, Terminal.StyleOf(Tone.Dim))];
            context.UpdateTarget(new Rows(lines));
        }

        private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, Math.Max(0, length - 1)), "…");
    }
}
