namespace MnistLstm.Runner.Processes;

/// <summary>What can be said of the process that an owner's file names.</summary>
internal enum OwnerLife
{
    /// <summary>It runs on this machine.</summary>
    Running,

    /// <summary>It ran on this machine, perhaps before that was last switched off, and is gone, whoever has its id now.</summary>
    Gone,

    /// <summary>It is of another machine; it cannot be asked for.</summary>
    Elsewhere,
}
