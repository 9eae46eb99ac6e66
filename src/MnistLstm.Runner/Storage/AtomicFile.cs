using Microsoft.Win32.SafeHandles;
using MnistLstm.Training.Storage;

namespace MnistLstm.Runner.Storage;

/// <summary>Writes files that appear whole or not at all, whatever happens meanwhile.</summary>
internal static class AtomicFile
{
    /// <summary>Writes aside, flushes to the disk, renames over what was there, and flushes the folder. The folder is made if need be.</summary>
    /// <exception cref="IOException">The disk is full or broken, the place cannot be written; what was there before is still there. The message names the file
    /// and the cause.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, DiskFlush.Handle);

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    /// <summary>Writes with or without a flush: without one a power cut may take the file back, and nothing else may.</summary>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static void Write(string path, Action<Stream> write, bool flush) => Write(path, write, flush ? DiskFlush.Handle : null);

    /// <summary>The same for a file that means nothing after the machine was switched off: whole or not there, but not flushed.</summary>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static void WriteFleeting(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span), flush: null);

    /// <summary>Writes a file that must not be there yet: one that is there, or came there meanwhile, stays as it is.</summary>
    /// <exception cref="IOException">It is there, or the place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static void WriteNew(string path, ReadOnlyMemory<byte> content) =>
        Write(path, stream => stream.Write(content.Span), DiskFlush.Handle, replace: false);

    /// <summary>Writes with another way to the disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="flush">Brings a handle's content to the disk, or throws; null to leave that to the system.</param>
    /// <param name="replace">Whether a file that is there is replaced.</param>
    internal static void Write(string path, Action<Stream> write, Action<SafeFileHandle>? flush, bool replace = true)
    {
        using (AsideFile aside = AsideFile.Write(path, write, flush))
        {
            aside.Place(replace);
        }

        try
        {
            if (flush is not null)
            {
                DiskFlush.Folder(Path.GetDirectoryName(path)!, flush);
            }
        }
        catch (IOException error)
        {
            throw new IOException($"{path} is written, but would not survive a power cut: its folder could not be flushed to the disk: {error.Message}", error);
        }
    }
}
