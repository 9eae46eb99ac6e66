using Microsoft.Win32.SafeHandles;

namespace MnistLstm.Training.Storage;

/// <summary>Brings files to the disk and says so when that fails, which <see cref="FileStream.Flush(bool)"/> does not on Linux.</summary>
internal static class DiskFlush
{
    /// <summary>Flushes a file or a folder.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Handle(SafeFileHandle handle)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(handle);
        }
        else
        {
            PosixFile.Flush(handle);
        }
    }

    /// <summary>Flushes a folder's list of names, so that a rename in it survives a power cut. Windows keeps that in its journal.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="flush">Flushes a handle; null for <see cref="Handle"/>.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Folder(string folder, Action<SafeFileHandle>? flush = null)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using SafeFileHandle handle = PosixFile.Open(folder, out int error) ?? throw new IOException(PosixFile.Message(error), error);
        (flush ?? Handle)(handle);
    }
}
