using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>Shows a sweep on the terminal as before, and in a page beside it.</summary>
/// <param name="inner">Shows it on the terminal.</param>
/// <param name="report">The page.</param>
internal sealed class ReportedSweep(ISweepView inner, LiveReport report) : ISweepView
{
    /// <inheritdoc/>
    public void Begin(int? cached, string? fault)
    {
        inner.Begin(cached, fault);
        report.Begin();
    }

    /// <inheritdoc/>
    public T Watch<T>(int index, Func<IRunView, T> execute) => inner.Watch(index, shown => execute(new Run(shown, index, report)));

    /// <inheritdoc/>
    public void Finished(int index, RunResult result)
    {
        inner.Finished(index, result);
        report.Finished(index, result);
    }

    /// <inheritdoc/>
    public void Waiting(int index, RunOwner? owner) => inner.Waiting(index, owner);

    /// <inheritdoc/>
    public void NoRoom(int index, long bytes, long room) => inner.NoRoom(index, bytes, room);

    private sealed class Run(IRunView inner, int index, LiveReport report) : IRunView
    {
        public void Begun(StartingPoint start)
        {
            inner.Begun(start);
            report.Begun(index, start.State?.Epochs ?? []);
        }

        public void EpochCompleted(EpochMetrics epoch)
        {
            inner.EpochCompleted(epoch);
            report.EpochCompleted(index, epoch);
        }

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss) => inner.BatchCompleted(epoch, samplesDone, samples, meanLoss);

        public void EvaluationStarted(int epoch) => inner.EvaluationStarted(epoch);

        public void EvaluationCompleted(int epoch) => inner.EvaluationCompleted(epoch);

        public void Waiting(RunOwner? owner) => inner.Waiting(owner);

        public void WaitingToKeep(RunOwner? owner) => inner.WaitingToKeep(owner);

        public void Note(string text) => inner.Note(text);

        public void Status(string text) => inner.Status(text);
    }
}
