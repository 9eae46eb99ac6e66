namespace MnistLstm.Runner.Snapshots;

/// <summary>A result against its accepted snapshot.</summary>
public enum SnapshotOutcome
{
    /// <summary>Every bit of every epoch is as accepted.</summary>
    Equal,

    /// <summary>It differs.</summary>
    NotEqual,

    /// <summary>Nothing was accepted for this run yet.</summary>
    New,

    /// <summary>Not compared: no result, or one made by other sources, or comparing was switched off.</summary>
    Unchecked,
}
