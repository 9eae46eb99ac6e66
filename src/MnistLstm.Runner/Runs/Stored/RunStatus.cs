namespace MnistLstm.Runner.Runs.Stored;

/// <summary>How a run ended.</summary>
internal enum RunStatus
{
    /// <summary>Trained now, to its last epoch.</summary>
    Completed,

    /// <summary>A complete result of the same fingerprint was there already.</summary>
    Cached,

    /// <summary>It could not be trained to its end; <see cref="RunResult.Error"/> says why.</summary>
    Failed,

    /// <summary>Its data set is missing or damaged; <see cref="RunResult.Error"/> says where it was looked for and what to do.</summary>
    DataUnavailable,

    /// <summary>Ctrl-C or a termination signal.</summary>
    Interrupted,

    /// <summary>Stopped after a rung's epochs by successive halving, as it should be: it can go on from there at any time.</summary>
    Halted,
}
