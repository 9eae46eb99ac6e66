namespace MnistLstm.Runner.Snapshots;

/// <summary>A result against its accepted snapshot.</summary>
public enum SnapshotOutcome
{
    /// <summary>Every bit of every epoch is as accepted.</summary>
    Equal,

    /// <summary>What decides the numbers is not what was accepted: the spec, a hook or the engine's version. Other numbers are to be expected.</summary>
    Changed,

    /// <summary>All that decides the numbers is as accepted, and the numbers are not; or the accepted file was edited by hand or is damaged.</summary>
    NotEqual,

    /// <summary>Nothing was accepted for this run yet.</summary>
    New,

    /// <summary>Not compared: no result, or one made by other sources, or comparing was switched off.</summary>
    Unchecked,
}
