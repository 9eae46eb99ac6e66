using MnistLstm.Training;

namespace MnistLstm.Runner.Logs;

/// <summary>Event files for TensorBoard, one a run, in folders like those of the results: <c>lstm-128/0123456789abcdef</c>.</summary>
/// <param name="folder">Where.</param>
/// <param name="cell">Text as a cell of a Markdown table.</param>
/// <param name="time">The clock of the events.</param>
internal sealed class TensorBoardLog(string folder, Func<string, string> cell, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];

    /// <summary>What could not be written, a sentence a run.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>A run's file, which may not be there yet.</summary>
    public EventFile FileOf(RunSpec spec, string fingerprint) => new(PathOf(spec, fingerprint), RunEvents.Spec(spec, cell), time);

    /// <summary>Brings a run's file to the epochs it has by now.</summary>
    /// <returns>False when it cannot be written; the run then goes on without.</returns>
    public bool Bring(EventFile file, RunSpec spec, IReadOnlyList<EpochMetrics> epochs)
    {
        try
        {
            file.Bring(epochs);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            lock (_gate)
            {
                _faults.Add($"{spec.Name} is not in the log: {error.Message}");
            }

            return false;
        }
    }

    // TensorBoard looks for names with "tfevents", and takes all files of a folder for one run; so there is but one.
    private string PathOf(RunSpec spec, string fingerprint) => Path.Combine([folder, .. spec.Name.Split('/'), fingerprint, "events.out.tfevents"]);
}
