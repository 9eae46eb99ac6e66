using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;

namespace MnistLstm.Runner.Sweeps;

/// <summary>The program's exit codes, and which of them a sweep ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int SnapshotDiffers = 3;
    public const int DataUnavailable = 4;
    public const int Interrupted = 130;

    /// <summary>The first that applies: interrupted, failed, snapshot differs, data unavailable, success.</summary>
    /// <param name="outcomes">Every selected run.</param>
    /// <param name="interrupted">A signal ended the sweep, even if no single run noticed.</param>
    /// <param name="check">False with <c>--no-check</c>: snapshots cannot fail the sweep.</param>
    /// <param name="ci">True with <c>CI=true</c>: a changed or missing snapshot and any missing data are failures.</param>
    public static int Of(IReadOnlyList<SweepOutcome> outcomes, bool interrupted, bool check, bool ci)
    {
        if (interrupted || outcomes.Any(o => o.Result.Status == RunStatus.Interrupted))
        {
            return Interrupted;
        }

        if (outcomes.Any(o => o.Result.Status == RunStatus.Failed))
        {
            return Failed;
        }

        if (check && outcomes.Any(o => Differs(o.Result.Snapshot.Outcome, ci)))
        {
            return SnapshotDiffers;
        }

        int unavailable = outcomes.Count(o => o.Result.Status == RunStatus.DataUnavailable);
        bool named = outcomes.Any(o => o.Named && o.Result.Status == RunStatus.DataUnavailable);
        bool fails = named || (unavailable > 0 && (ci || unavailable == outcomes.Count));
        return fails ? DataUnavailable : Success;
    }

    private static bool Differs(SnapshotOutcome outcome, bool ci) =>
        outcome == SnapshotOutcome.NotEqual || (ci && outcome is (SnapshotOutcome.New or SnapshotOutcome.Changed));
}
