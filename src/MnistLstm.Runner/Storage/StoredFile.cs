using System.Text;
using Microsoft.Win32.SafeHandles;
using MnistLstm.Training.Storage;

namespace MnistLstm.Runner.Storage;

/// <summary>Opens what lies in the repository and the results folder. A pipe or device in a file's place holds nobody up, and no file is taken for bigger than it can be.</summary>
internal static class StoredFile
{
    /// <summary>No run.json, spec or owner's file comes near this size.</summary>
    public const long SmallLimit = 16L << 20;

    /// <summary>No list of epochs and no snapshot file comes near this size.</summary>
    public const long LargeLimit = 1L << 30;

    /// <summary>Opens a regular file for reading; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <exception cref="NoStoredFileException">It is no regular file, or too big; the message names it.</exception>
    /// <exception cref="IOException">It may not be read; the message names it.</exception>
    public static FileStream? TryOpen(string path, long limit)
    {
        FileStream? stream = OperatingSystem.IsWindows() ? OpenOnWindows(path) : OpenElsewhere(path);
        try
        {
            // Asked of what was opened, not of the path, which may lead elsewhere by now. A device like /dev/zero says that it can seek.
            if (stream is not null && PathKinds.Of(stream.SafeFileHandle, path) is not PathKind.File and var kind)
            {
                throw new NoStoredFileException($"{path} is no regular file but {(kind == PathKind.Folder ? "a folder" : "a pipe or a device")}");
            }

            if (stream?.Length > limit)
            {
                throw new NoStoredFileException($"{path} has {stream.Length} bytes, which cannot be right: at most {limit} are read");
            }

            FileStream? opened = stream;
            stream = null;
            return opened;
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">As <see cref="TryOpen"/>.</exception>
    public static FileStream Open(string path, long limit) => TryOpen(path, limit) ?? throw new FileNotFoundException($"{path} is not there", path);

    /// <summary>Reads a file whole; null when there is none.</summary>
    /// <exception cref="IOException">As <see cref="TryOpen"/>.</exception>
    public static byte[]? TryReadBytes(string path, long limit)
    {
        using FileStream? stream = TryOpen(path, limit);
        if (stream is null)
        {
            return null;
        }

        byte[] content = new byte[stream.Length];
        int read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (read < content.Length || stream.ReadByte() >= 0)
        {
            throw new IOException($"{path} was changed while it was read; try again");
        }

        return content;
    }

    /// <summary>Reads a text in UTF-8, a byte order mark apart; null when there is no such file.</summary>
    /// <exception cref="IOException">As <see cref="TryOpen"/>.</exception>
    public static string? TryReadText(string path, long limit)
    {
        using FileStream? stream = TryOpen(path, limit);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static FileStream? OpenElsewhere(string path)
    {
        SafeFileHandle? handle = PosixFile.Open(path, out int error);
        if (handle is null)
        {
            return PosixFile.IsMissing(error) ? null : throw new IOException($"{path} cannot be read: {PosixFile.Message(error)}", error);
        }

        try
        {
            return new FileStream(handle, FileAccess.Read, bufferSize: 1);
        }
        catch (Exception error2) when (error2 is IOException or UnauthorizedAccessException)
        {
            // .NET makes no stream of a folder.
            handle.Dispose();
            throw new NoStoredFileException($"{path} is no regular file but a folder");
        }
    }

    private static FileStream? OpenOnWindows(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
