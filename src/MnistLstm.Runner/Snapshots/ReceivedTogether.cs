using MnistLstm.Training;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Collects what differs during a sweep and writes it once for each experiment. Safe to use from any thread.</summary>
/// <param name="store">Where it is written.</param>
/// <param name="fault">Told what could not be written, and why.</param>
/// <param name="ended">Called before the writing.</param>
/// <param name="cancellation">Ends the waiting for another process; what can be written at once is written all the same.</param>
internal sealed class ReceivedTogether(SnapshotStore store, Action<string> fault, Action ended, CancellationToken cancellation) : IDisposable
{
    private readonly Lock _gate = new();
    private Dictionary<string, Dictionary<string, SnapshotEntry?>>? _experiments = new(StringComparer.Ordinal);

    /// <summary>Takes a run's entry, or that it has none any more; false once it is disposed of.</summary>
    public bool TryAdd(RunSpec spec, SnapshotEntry? entry)
    {
        lock (_gate)
        {
            if (_experiments is null)
            {
                return false;
            }

            if (!_experiments.TryGetValue(spec.Experiment, out Dictionary<string, SnapshotEntry?>? runs))
            {
                _experiments[spec.Experiment] = runs = new(StringComparer.Ordinal);
            }

            runs[spec.Name] = entry;
            return true;
        }
    }

    public void Dispose()
    {
        Dictionary<string, Dictionary<string, SnapshotEntry?>>? experiments;
        lock (_gate)
        {
            (experiments, _experiments) = (_experiments, null);
        }

        ended();
        foreach ((string experiment, Dictionary<string, SnapshotEntry?> runs) in experiments ?? [])
        {
            try
            {
                store.KeepForReview(experiment, runs,
                    owner => fault($"waiting for {owner?.ToString() ?? "another process"}, which is writing snapshots; Ctrl-C ends the waiting"), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                fault($"{experiment}: the differences were not kept for review: interrupted while another process was writing snapshots; the results are "
                    + $"stored, and the same command keeps them");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or SnapshotException)
            {
                fault($"{experiment}: the differences could not be kept for review: {error.Message}");
            }
        }
    }
}
