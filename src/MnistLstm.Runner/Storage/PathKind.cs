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
    public static PathKind Of(string path) => Of(path, out _);

    /// <summary>What a path leads to; nothing is opened, and the system is asked once.</summary>
    /// <param name="path">The path.</param>
    /// <param name="length">The bytes of a file.</param>
    public static PathKind Of(string path, out long length)
    {
        if (OperatingSystem.IsWindows())
        {
            FileInfo file = new(path);
            length = file.Exists ? file.Length : 0;
            return file.Exists ? PathKind.File : Directory.Exists(path) ? PathKind.Folder : PathKind.Nothing;
        }

        return Of(Stat(path, out FileStatus status), status, out length);
    }

    /// <summary>What was opened.</summary>
    /// <param name="handle">The open handle.</param>
    /// <param name="path">The path it was opened by, which decides where the system is not asked for the handle.</param>
    /// <param name="length">The bytes of a file.</param>
    public static PathKind Of(SafeFileHandle handle, string path, out long length)
    {
        if (OperatingSystem.IsWindows())
        {
            PathKind kind = Of(path);
            length = kind == PathKind.File ? RandomAccess.GetLength(handle) : 0;
            return kind;
        }

        return Of(StatOpen(handle, out FileStatus status), status, out length);
    }

    private static PathKind Of(int failed, FileStatus status, out long length)
    {
        length = failed == 0 ? status.Size : 0;
        return failed != 0 ? PathKind.Nothing : (status.Mode & TypeMask) switch
        {
            RegularFile => PathKind.File,
            FolderFile => PathKind.Folder,
            _ => PathKind.Device,
        };
    }

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static extern int StatOpen(SafeFileHandle handle, out FileStatus status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out FileStatus status);

    /// <summary>What .NET's own library, which is asked since .NET tells a folder from other things and no more, says of a file. It has grown at its end
    /// only, for which there is room.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(4)]
        public int Mode;

        [FieldOffset(16)]
        public long Size;
    }
}
