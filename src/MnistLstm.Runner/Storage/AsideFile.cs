using Microsoft.Win32.SafeHandles;

namespace MnistLstm.Runner.Storage;

/// <summary>A file that was written aside, whole, and waits for its name. What is disposed of before it has it is removed.</summary>
internal sealed class AsideFile : IDisposable
{
    private readonly string _aside;

    private AsideFile(string path, string aside) => (Path, _aside) = (path, aside);

    /// <summary>The name it is to have.</summary>
    public string Path { get; }

    /// <summary>Whether it has its name.</summary>
    public bool IsPlaced { get; private set; }

    /// <summary>Writes a file aside, in the folder where it is to be. The folder is made if need be.</summary>
    /// <param name="path">The name it is to have.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="flush">Brings a handle's content to the disk, or throws; null to leave that to the system.</param>
    /// <exception cref="IOException">It cannot be written, and nothing lies aside. The message names the file and the cause.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static AsideFile Write(string path, Action<Stream> write, Action<SafeFileHandle>? flush)
    {
        string folder = System.IO.Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        LeftoverFiles.SweepOnce(folder);
        AsideFile file = new(path, AsideName.Of(path));
        file.Guard(() =>
        {
            using var stream = new FileStream(file._aside, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            write(stream);
            stream.Flush();
            flush?.Invoke(stream.SafeFileHandle);
        });
        return file;
    }

    /// <summary>Gives it its name.</summary>
    /// <param name="replace">Whether a file that is there is replaced.</param>
    /// <exception cref="IOException">The name is not to be had; what is there stays, and nothing lies aside.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public void Place(bool replace)
    {
        Guard(() => File.Move(_aside, Path, overwrite: replace));
        IsPlaced = true;
    }

    public void Dispose()
    {
        if (!IsPlaced)
        {
            Remove();
        }
    }

    private void Guard(Action act)
    {
        try
        {
            act();
        }
        catch (Exception error)
        {
            Remove();

            // The system speaks of the file written aside, which nobody knows.
            string cause = error.Message.Replace(_aside, Path, StringComparison.Ordinal).TrimEnd('.');
            string message = cause.Contains(Path, StringComparison.Ordinal) ? cause : $"{Path}: {cause}";
            if (error is UnauthorizedAccessException)
            {
                throw new UnauthorizedAccessException(message, error);
            }

            if (error is IOException and not FileNotFoundException and not DirectoryNotFoundException)
            {
                throw new IOException(message, error);
            }

            throw;
        }
    }

    private void Remove()
    {
        try
        {
            File.Delete(_aside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What made the writing fail is the news; the leftover is swept away when this process is gone.
        }
    }
}
