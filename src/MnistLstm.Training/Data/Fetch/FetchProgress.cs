namespace MnistLstm.Training.Data.Fetch;

/// <summary>How far a fetch has come.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Stage">What it is doing.</param>
/// <param name="File">The file's published name; empty while waiting for another process.</param>
/// <param name="Source">Where the file comes from; null while waiting.</param>
/// <param name="Bytes">Compressed bytes of the file so far, those of an earlier attempt included.</param>
/// <param name="Total">Compressed bytes of the whole file; null when the server does not say.</param>
/// <param name="Note">Why a mirror failed; null otherwise.</param>
public sealed record FetchProgress(string Dataset, FetchStage Stage, string File, Uri? Source, long Bytes, long? Total, string? Note = null);

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
