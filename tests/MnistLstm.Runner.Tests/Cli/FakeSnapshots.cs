using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>Snapshots that remember what was asked of them.</summary>
internal sealed class FakeSnapshots : ISnapshotReview
{
    public List<PendingSnapshot> Waiting { get; } = [];

    public List<SnapshotOrphan> Orphaned { get; } = [];

    public List<string> Accepted { get; } = [];

    public List<string> Rejected { get; } = [];

    public HashSet<string> WithoutResult { get; } = [];

    /// <summary>Runs that wait with a stored result alone.</summary>
    public HashSet<string> NotReceived { get; } = [];

    /// <summary>Why the snapshots of an experiment cannot be written.</summary>
    public Dictionary<string, string> Faults { get; } = [];

    /// <summary>When set, looking for orphans fails with it.</summary>
    public Exception? OrphansFail { get; set; }

    public IReadOnlyList<PendingSnapshot> Pending() => Waiting;

    public IReadOnlyList<SnapshotOrphan> Orphans() => OrphansFail is null ? Orphaned : throw OrphansFail;

    public IReadOnlyList<AcceptedSnapshot> Accept(IReadOnlyList<RunSpec> runs, Action<RunOwner?> waiting, CancellationToken cancellation) =>
        [.. runs.GroupBy(run => run.Experiment).Select(group => Accept(group.Key, [.. group]))];

    public RejectedRuns Reject(IReadOnlyList<RunSpec> runs, Action<RunOwner?> waiting, CancellationToken cancellation)
    {
        Rejected.AddRange(runs.Select(run => run.Name));
        string[] dropped = [.. runs.Where(run => Waiting.Any(item => item.Spec.Name == run.Name) && !NotReceived.Contains(run.Name)
            && !Faults.ContainsKey(run.Experiment)).Select(run => run.Name)];
        return new RejectedRuns(dropped, Faults.Where(fault => runs.Any(run => run.Experiment == fault.Key)).ToDictionary());
    }

    private AcceptedSnapshot Accept(string experiment, IReadOnlyList<RunSpec> runs)
    {
        string file = $"experiments/snapshots/{experiment}.verified.json";
        if (Faults.GetValueOrDefault(experiment) is { } fault)
        {
            return new AcceptedSnapshot(experiment, file, 0, [], [], [], Written: false) { Fault = fault };
        }

        string[] with = [.. runs.Select(run => run.Name).Where(name => !WithoutResult.Contains(name))];
        Accepted.AddRange(with);
        UnacceptedRun[] without =
            [.. runs.Select(run => run.Name).Where(WithoutResult.Contains).Select(name => new UnacceptedRun(name, "no result to accept", "train it"))];
        return new AcceptedSnapshot(experiment, file, 5 * with.Length, with, [], without, Written: with.Length > 0)
        {
            Diverged = [.. Waiting.Where(item => item.Diverged is not null && with.Contains(item.Spec.Name)).Select(item => (item.Spec.Name, item.Diverged!))],
        };
    }
}
