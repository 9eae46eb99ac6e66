namespace MnistLstm.Training.Data.Idx;

/// <summary>Where the bytes of an IDX file come from, and what to say when they are wrong.</summary>
/// <param name="Where">The file's path, for messages.</param>
/// <param name="Remedy">What to do when the file is damaged.</param>
/// <param name="Open">Opens the bytes from their start; the stream is seekable.</param>
internal sealed record IdxSource(string Where, string Remedy, Func<Stream> Open)
{
    /// <summary>A file on disk.</summary>
    public static IdxSource FromFile(string path, string remedy) => new(path, remedy, () => OpenFile(path));

    // Opening a pipe would wait for somebody to write. A pipe and a device have no length, so they are read as the empty files they are here; a link may lead
    // to one.
    private static Stream OpenFile(string path) =>
        (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is FileInfo { Exists: true, Length: 0 }
        ? new MemoryStream([], writable: false)
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
}
