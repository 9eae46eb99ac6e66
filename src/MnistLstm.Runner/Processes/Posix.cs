using System.Runtime.InteropServices;

namespace MnistLstm.Runner.Processes;

/// <summary>What must be asked and said before anything can be loaded.</summary>
internal static class Posix
{
    private const int GetDescriptorFlags = 1; // F_GETFD
    private const int ReadAndWrite = 2; // O_RDWR

    /// <summary>How many files this process may have open; null where the system does not tell.</summary>
    public static ulong? OpenFiles()
    {
        ulong[] softAndHard = new ulong[2];
        return getrlimit(OperatingSystem.IsMacOS() ? 8 : 7, softAndHard) == 0 ? softAndHard[0] : null;
    }

    /// <summary>True when something is open under a descriptor's number.</summary>
    public static bool IsOpen(int descriptor) => fcntl(descriptor, GetDescriptorFlags) >= 0;

    /// <summary>True when a descriptor is closed where the process becomes another program: then it was not given to this one from outside.</summary>
    public static bool EndsWithProgram(int descriptor) => fcntl(descriptor, GetDescriptorFlags) is >= 0 and var flags && (flags & 1) != 0;

    /// <summary>Opens the null device under the lowest free number.</summary>
    public static int OpenNull() => open("/dev/null", ReadAndWrite | (OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000)); // O_CLOEXEC

    /// <summary>Writes without the console. When that fails there is nobody to tell.</summary>
    public static void WriteToStandardError(byte[] text) => _ = write(2, text, text.Length);

#pragma warning disable SA1300, IDE1006 // The system's own names.
    [DllImport("libc")]
    private static extern int getrlimit(int resource, [Out] ulong[] softAndHard);

    [DllImport("libc")]
    private static extern int fcntl(int descriptor, int command);

    [DllImport("libc")]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    private static extern nint write(int descriptor, byte[] text, nint length);
#pragma warning restore SA1300, IDE1006
}
