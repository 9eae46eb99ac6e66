using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>A line per epoch, for logs and pipes.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="named">Whether each line says the run's name: where lines of several runs are mixed.</param>
internal sealed class PlainProgress(Terminal terminal, bool named = false) : ISweepProgress
{
    /// <inheritdoc/>
    public T Watch<T>(string place, RunSpec spec,
        Func<IRunView, T> execute) => execute(new Observer(terminal, named ? $"{place}{spec.Name}  " : place, spec, named));

    /// <summary><c>epoch 3/10  loss 0.1707  test 93.88 %</c>; of predicted numbers <c>test RMSE 0.1234</c>.</summary>
    public static string EpochLine(RunSpec spec, EpochMetrics epoch)
    {
        string held = TestedText.Validation(epoch) is { } validation ? $"  val {validation}" : "";
        string test = TestedText.Test(epoch) is { } tested ? $"  test {tested}" : "";
        return $"{RowText.OfAll(spec, epoch.Epoch)}  loss {Figures.Loss(epoch.TrainLoss)}{held}{test}";
    }

    private sealed class Observer(Terminal terminal, string place, RunSpec spec, bool named) : IRunView
    {
        public void Begun(StartingPoint start)
        {
            if (start.ToString() is { Length: > 0 } words)
            {
                terminal.Note(named ? place : place + spec.Name + " ", words);
            }
        }

        public void EpochCompleted(EpochMetrics epoch)
        {
            terminal.Note(place + EpochLine(spec, epoch));
        }

        public void Waiting(RunOwner? owner) => Note(WaitingText.Of(spec, owner));

        public void WaitingToKeep(RunOwner? owner) => Note(WaitingText.ToKeep(spec, owner));

        public void Note(string text) => terminal.Note(place, text);

        public void Status(string text)
        {
            // A log keeps every line, so what passes is left out.
        }

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            // Too often for a log.
        }

        public void EvaluationStarted(int epoch)
        {
            // Its outcome is in the epoch's line.
        }

        public void EvaluationCompleted(int epoch)
        {
            // Its outcome is in the epoch's line.
        }
    }
}
