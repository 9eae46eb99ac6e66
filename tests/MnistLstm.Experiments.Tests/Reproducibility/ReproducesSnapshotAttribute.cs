namespace MnistLstm.Experiments.Tests.Reproducibility;

/// <summary>A test that trains a run anew; skipped, with the reason, when its data is missing or nothing was accepted for it yet.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReproducesSnapshotAttribute : FactAttribute
{
    /// <summary>Decides whether the run can be trained here.</summary>
    /// <param name="name">The run's full name.</param>
    public ReproducesSnapshotAttribute(string name)
    {
        Name = name;
        Skip = BuiltRuns.Snapshots.SkipReason(name);
    }

    /// <summary>The run's full name.</summary>
    public string Name { get; }
}
