namespace MnistLstm.Runner.Storage;

/// <summary>Something else lies in a file's place: a folder, a pipe, a device, or more than a file of its kind can hold.</summary>
/// <param name="what">What lies there, without a remedy.</param>
internal sealed class NoStoredFileException(string what) : IOException(what + "; remove it")
{
    /// <summary>What lies there. Where the usual remedy, to remove it, is not all there is to do, its reader has a better one.</summary>
    public string What => what;
}
