namespace MnistLstm.Training.Data.Idx;

/// <summary>Where the bytes of an IDX file come from, and what to say when they are wrong.</summary>
/// <param name="Where">The file's path, for messages.</param>
/// <param name="Remedy">What to do when the file is damaged.</param>
/// <param name="Open">Opens the bytes from their start; the stream is seekable.</param>
internal sealed record IdxSource(string Where, string Remedy, Func<Stream> Open)
{
    /// <summary>A file on disk.</summary>
    public static IdxSource FromFile(string path, string remedy) =>
        new(path, remedy, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));
}
