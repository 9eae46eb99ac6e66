using Microsoft.Win32.SafeHandles;
using MnistLstm.Training.Storage;

namespace MnistLstm.Runner.Storage;

/// <summary>Writes files that belong together: all of them are whole and on the disk before the first gets its name.</summary>
internal static class FilesTogether
{
    /// <summary>Writes the files aside and then gives them their names, one after the other: the last one is new only where all others are.</summary>
    /// <param name="files">The files, those of a folder behind one another, and what writes each.</param>
    /// <exception cref="OutputFileException">One of them is a pipe or a device.</exception>
    /// <exception cref="PartlyWrittenException">Some have their names and others cannot get theirs.</exception>
    /// <exception cref="IOException">One cannot be written; all are as they were.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write one; all are as they were.</exception>
    public static void Write(IReadOnlyList<(OutputFile File, Action<Stream> Write)> files) => Write(files, DiskFlush.Handle);

    /// <inheritdoc cref="Write(IReadOnlyList{ValueTuple{OutputFile, Action{Stream}}})"/>
    /// <param name="files">The files.</param>
    /// <param name="flush">Brings a handle's content to the disk, or throws.</param>
    internal static void Write(IReadOnlyList<(OutputFile File, Action<Stream> Write)> files, Action<SafeFileHandle> flush)
    {
        List<AsideFile> aside = [];
        try
        {
            foreach ((OutputFile file, Action<Stream> write) in files)
            {
                aside.Add(file.WriteAside(write, flush));
            }

            Place(aside, flush);
        }
        finally
        {
            aside.ForEach(file => file.Dispose());
        }
    }

    private static void Place(List<AsideFile> files, Action<SafeFileHandle> flush)
    {
        try
        {
            foreach ((int i, AsideFile file) in files.Index())
            {
                file.Place(replace: true);
                string folder = Path.GetDirectoryName(file.Path)!;
                if (i == files.Count - 1 || Path.GetDirectoryName(files[i + 1].Path) != folder)
                {
                    // The names of one folder reach the disk before the first of the next: a power cut, too, leaves the last file new only where all are.
                    DiskFlush.Folder(folder, flush);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && files[0].IsPlaced)
        {
            int placed = files.Count(file => file.IsPlaced);
            throw new PartlyWrittenException(placed == files.Count
                ? $"all files are new, but might not survive a power cut: {error.Message.TrimEnd('.')}"
                : $"{placed} of its {files.Count} files are new, and the others are not: {error.Message.TrimEnd('.')}", error);
        }
    }
}
