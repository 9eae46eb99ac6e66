namespace MnistLstm.Training.Data;

/// <summary>What a fetch is doing.</summary>
public enum FetchStage
{
    /// <summary>Another process is fetching the same data set; this one waits for it.</summary>
    Waiting,

    /// <summary>A mirror is being asked for a file.</summary>
    Connecting,

    /// <summary>Bytes of a file have come.</summary>
    Downloading,

    /// <summary>A file came whole, passed its check and is in place.</summary>
    InPlace,

    /// <summary>A mirror failed; the next one, if any, is tried.</summary>
    MirrorFailed,
}
