using MnistLstm.Runner.Runs;
using OwnNamespace.Generated;

namespace OwnNamespace.Tests.Reproducibility;

/// <summary>Every run against its accepted snapshot. The tests themselves, one a run, are written by the build.</summary>
public sealed partial class Snapshots
{
    internal static SnapshotRuns Runs { get; } = new(ExperimentCatalog.Runs);

    [Fact]
    public void No_snapshot_is_left_over_from_a_spec_that_is_gone() => Assert.Empty(Runs.Orphans());

    private static void Reproduce(string run)
    {
        if (Runs.Failure(run) is { } failure)
        {
            Assert.Fail(failure);
        }
    }
}

/// <summary>A test of one run; skipped, with the reason, when its data is missing or nothing was accepted for it yet.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReproducesSnapshotAttribute : FactAttribute
{
    public ReproducesSnapshotAttribute(string run)
    {
        Run = run;
        Skip = Snapshots.Runs.SkipReason(run);
    }

    public string Run { get; }
}
