using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MnistLstm.Runner.Storage;

/// <summary>What a path leads to, links followed.</summary>
internal enum PathKind
{
    /// <summary>Nothing, or a link to nothing.</summary>
    Nothing,

    /// <summary>A file with content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, a terminal, a device: something that takes what is written and keeps no file.</summary>
    Device,
}

/// <summary>Finds out what a path leads to.</summary>
internal static class PathKinds
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int FolderFile = 0x4000;

    /// <summary>What a path leads to; nothing is opened.</summary>
    public static PathKind Of(string path)
    {
        if (Directory.Exists(path))
        {
            return PathKind.Folder;
        }

        if (OperatingSystem.IsWindows())
        {
            return File.Exists(path) ? PathKind.File : PathKind.Nothing;
        }

        // .NET tells a folder from other things and no more, so its own library is asked: flags, then mode, of a struct that has grown at its end only.
        int[] status = new int[64];
        return Stat(path, status) != 0 ? PathKind.Nothing : (status[1] & TypeMask) == RegularFile ? PathKind.File : PathKind.Device;
    }

    /// <summary>What was opened.</summary>
    /// <param name="handle">The open handle.</param>
    /// <param name="path">The path it was opened by, which decides where the system is not asked for the handle.</param>
    public static PathKind Of(SafeFileHandle handle, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Of(path);
        }

        int[] status = new int[64];
        return StatOpen(handle, status) != 0 ? PathKind.Nothing : (status[1] & TypeMask) switch
        {
            RegularFile => PathKind.File,
            FolderFile => PathKind.Folder,
            _ => PathKind.Device,
        };
    }

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static extern int StatOpen(SafeFileHandle handle, [Out] int[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] int[] status);
}
