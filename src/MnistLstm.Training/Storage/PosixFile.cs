using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MnistLstm.Training.Storage;

/// <summary>Calls of the system that .NET does not make as needed here: an open that never waits, and a flush whose failure is told.</summary>
internal static class PosixFile
{
    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const int NoRight = 13;
    private const int NotAFolder = 20;
    private const int Invalid = 22;

    // F_FULLFSYNC: macOS' fsync leaves the content in the drive's own cache.
    private const int FullFlush = 51;

    private static int ReadWithoutWaiting => OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 : 0x800 | 0x80000; // O_NONBLOCK | O_CLOEXEC

    private static int NotSupported => OperatingSystem.IsMacOS() ? 45 : 95;

    /// <summary>Opens a file or folder for reading; a pipe without a writer does not hold the caller up.</summary>
    /// <param name="path">What to open.</param>
    /// <param name="error">The system's error number when null is returned.</param>
    public static SafeFileHandle? Open(string path, out int error)
    {
        int descriptor;
        do
        {
            descriptor = open(path, ReadWithoutWaiting);
            error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == Interrupted);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Reads on where the last read ended.</summary>
    /// <param name="handle">An open file.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="error">The system's error number when a negative number is returned.</param>
    /// <returns>How many bytes; none at the end.</returns>
    public static int Read(SafeFileHandle handle, Span<byte> buffer, out int error)
    {
        nint count;
        do
        {
            count = read(handle, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == Interrupted);
        return (int)count;
    }

    /// <summary>True for the errors of a path that leads nowhere.</summary>
    public static bool IsMissing(int error) => error is NoEntry or NotAFolder;

    /// <summary>True for the error of a path that this user has no right to.</summary>
    public static bool IsRefused(int error) => error is NoRight;

    /// <summary>The system's words for an error number.</summary>
    public static string Message(int error) => Marshal.GetPInvokeErrorMessage(error);

    /// <summary>Brings what was written to the disk.</summary>
    /// <exception cref="IOException">The disk refused; the message is the system's.</exception>
    public static void Flush(SafeFileHandle handle)
    {
        if (OperatingSystem.IsMacOS() && fcntl(handle, FullFlush) == 0)
        {
            return;
        }

        int error;
        do
        {
            error = fsync(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        while (error == Interrupted);

        // These two say that the file system has no such operation, not that something was lost.
        if (error != 0 && error != Invalid && error != NotSupported)
        {
            throw new IOException(Message(error), error);
        }
    }

#pragma warning disable SA1300, IDE1006 // The system's own names.
    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(SafeFileHandle handle, ref byte buffer, nuint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(SafeFileHandle handle);

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(SafeFileHandle handle, int command);
#pragma warning restore SA1300, IDE1006
}
