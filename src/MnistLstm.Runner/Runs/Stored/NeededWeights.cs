using MnistLstm.Runner.Snapshots;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>The weights that accepted snapshots, and results that wait for a decision, end with: by run.</summary>
internal sealed class NeededWeights
{
    private readonly HashSet<(string Run, string Weights)> _needed = [];
    private readonly Dictionary<string, string> _unread = new(StringComparer.Ordinal);

    /// <param name="snapshots">The snapshot files; those of every engine are looked at.</param>
    public NeededWeights(SnapshotStore snapshots)
    {
        foreach (bool received in (bool[])[false, true])
        {
            foreach ((string experiment, string engine) in snapshots.Experiments(received))
            {
                try
                {
                    string path = received ? snapshots.Layout.ReceivedFile(experiment, engine) : snapshots.Layout.VerifiedFile(experiment, engine);
                    foreach (SnapshotEntry entry in snapshots.Read(path, experiment).Where(entry => entry.Epochs.Count > 0))
                    {
                        _needed.Add((entry.Name, entry.Result!.WeightsSha256));
                        if (entry.Fault is { } fault)
                        {
                            _unread.TryAdd(experiment, fault);
                        }
                    }
                }
                catch (SnapshotException error)
                {
                    _unread.TryAdd(experiment, error.Message);
                }
            }
        }
    }

    /// <summary>Whether a run's snapshot ends with these weights.</summary>
    public bool Contains(string run, string? weights) => weights is not null && _needed.Contains((run, weights));

    /// <summary>Why the snapshots of an experiment cannot be trusted; null when they can.</summary>
    public string? Fault(string experiment) => _unread.GetValueOrDefault(experiment);
}
