using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Logs;

/// <summary>Writes a sweep's epochs to a log as they come, and shows them as before. Runs that were trained before are logged, too.</summary>
/// <param name="inner">Shows the sweep.</param>
/// <param name="log">The log.</param>
/// <param name="specs">The runs, in order.</param>
/// <param name="fingerprint">A run's fingerprint.</param>
internal sealed class LoggedSweep(ISweepView inner, TensorBoardLog log, IReadOnlyList<RunSpec> specs, Func<RunSpec, string> fingerprint) : ISweepView
{
    /// <inheritdoc/>
    public void Begin(int? cached, string? fault) => inner.Begin(cached, fault);

    /// <inheritdoc/>
    public T Watch<T>(int index, Func<IRunView, T> execute) =>
        inner.Watch(index, view => execute(new View(view, log, specs[index], fingerprint)));

    /// <inheritdoc/>
    public void Finished(int index, RunResult result)
    {
        if (result.Status == RunStatus.Cached)
        {
            log.Bring(log.FileOf(specs[index], result.Fingerprint), specs[index], result.Epochs);
        }

        inner.Finished(index, result);
    }

    /// <inheritdoc/>
    public void Waiting(int index, RunOwner? owner) => inner.Waiting(index, owner);

    /// <inheritdoc/>
    public void NoRoom(int index, long bytes, long room) => inner.NoRoom(index, bytes, room);

    private sealed class View(IRunView inner, TensorBoardLog log, RunSpec spec, Func<RunSpec, string> fingerprint) : IRunView
    {
        private readonly List<EpochMetrics> _epochs = [];
        private EventFile? _file;

        public void Begun(StartingPoint start)
        {
            _epochs.AddRange(start.State?.Epochs ?? []);
            Bring(log.FileOf(spec, fingerprint(spec)));
            inner.Begun(start);
        }

        public void EpochCompleted(EpochMetrics epoch)
        {
            _epochs.Add(epoch);
            if (_file is not null)
            {
                Bring(_file);
            }

            inner.EpochCompleted(epoch);
        }

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss) => inner.BatchCompleted(epoch, samplesDone, samples, meanLoss);

        public void EvaluationStarted(int epoch) => inner.EvaluationStarted(epoch);

        public void EvaluationCompleted(int epoch) => inner.EvaluationCompleted(epoch);

        public void Waiting(RunOwner? owner) => inner.Waiting(owner);

        public void WaitingToKeep(RunOwner? owner) => inner.WaitingToKeep(owner);

        public void Note(string text) => inner.Note(text);

        public void Status(string text) => inner.Status(text);

        private void Bring(EventFile file) => _file = log.Bring(file, spec, _epochs) ? file : null;
    }
}
