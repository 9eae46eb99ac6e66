using Microsoft.Win32.SafeHandles;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// A file that the user names for output. One that exists is not replaced unless that is asked for; a link is followed, so that what it leads
/// to is written; a pipe or a device takes what is written and is never replaced. A file appears whole or not at all.
/// </summary>
internal sealed class OutputFile
{
    private readonly string _target;
    private readonly PathKind _kind;

    private OutputFile(string path, string target, PathKind kind) => (Path, _target, _kind) = (path, target, kind);

    /// <summary>The path as it was named.</summary>
    public string Path { get; }

    /// <summary>The path as messages name it, in one line.</summary>
    public string Name => Printable(Path);

    /// <summary>False for a pipe or a device.</summary>
    public bool IsKept => _kind != PathKind.Device;

    /// <summary>Looks at what is there; nothing is written yet.</summary>
    /// <param name="path">The path, relative to the current folder or absolute.</param>
    /// <param name="replace">Whether a file that is there may be replaced.</param>
    /// <exception cref="OutputFileException">It is a folder, or there is a file which may not be replaced.</exception>
    public static OutputFile At(string path, bool replace)
    {
        string full = System.IO.Path.GetFullPath(path);
        PathKind kind = System.IO.Path.EndsInDirectorySeparator(path) ? PathKind.Folder : PathKinds.Of(full);
        if (kind == PathKind.Folder)
        {
            throw new OutputFileException($"'{Printable(path)}' is a folder, and a file is to be written", isThere: false);
        }

        FileInParent(full, path);
        return kind == PathKind.File && !replace
            ? throw new OutputFileException($"'{Printable(path)}' is there already, and nothing was written", isThere: true)
            : new OutputFile(path, kind == PathKind.Device ? full : Target(full, path), kind);
    }

    /// <summary>Writes the content.</summary>
    /// <exception cref="IOException">It cannot be written; a file that was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public void Write(Action<Stream> write)
    {
        if (IsKept)
        {
            AtomicFile.Write(_target, write);
            return;
        }

        using FileStream stream = new(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        write(stream);
    }

    /// <inheritdoc cref="Write(Action{Stream})"/>
    public void Write(ReadOnlyMemory<byte> content) => Write(stream => stream.Write(content.Span));

    /// <summary>Writes the content aside, where it waits for its name.</summary>
    /// <param name="write">Writes the content.</param>
    /// <param name="flush">Brings a handle's content to the disk, or throws.</param>
    /// <exception cref="OutputFileException">It is a pipe or a device, which keeps nothing.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public AsideFile WriteAside(Action<Stream> write, Action<SafeFileHandle> flush) => IsKept ? AsideFile.Write(_target, write, flush)
        : throw new OutputFileException($"'{Path}' is a pipe or a device, and a file is to be written", isThere: false);

    private static string Printable(string path) => ObeyedText.Replace(path);

    private static string Target(string full, string path)
    {
        try
        {
            return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        }
        catch (IOException error)
        {
            throw new OutputFileException($"'{Printable(path)}' is a link that leads nowhere: {Printable(error.Message.TrimEnd('.'))}", isThere: false);
        }
    }

    private static void FileInParent(string full, string path)
    {
        for (string? folder = System.IO.Path.GetDirectoryName(full); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            PathKind kind = PathKinds.Of(folder);
            if (kind is PathKind.File or PathKind.Device)
            {
                throw new OutputFileException($"'{Printable(path)}' cannot be written: {Printable(folder)} is a file, not a folder", isThere: false);
            }

            if (kind == PathKind.Folder)
            {
                return;
            }
        }
    }
}
