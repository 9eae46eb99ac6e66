using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using MnistLstm.Training.Storage;

namespace MnistLstm.Runner.Storage;

/// <summary>Opens what lies in the repository and the results folder. A pipe or device in a file's place holds nobody up, and no file is taken for bigger than
/// it can be.</summary>
internal static class StoredFile
{
    /// <summary>No run.json, spec or owner's file comes near this size.</summary>
    public const long SmallLimit = 16L << 20;

    /// <summary>No list of epochs and no snapshot file comes near this size.</summary>
    public const long LargeLimit = 1L << 30;

    // Of a file that is hashed, at a time.
    private const int Part = 1 << 16;

    /// <summary>Opens a regular file for reading; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <exception cref="NoStoredFileException">It is not a regular file, or too big; the message names it.</exception>
    /// <exception cref="IOException">It may not be read; the message names it.</exception>
    public static FileStream? TryOpen(string path, long limit) =>
        TryHandle(path, limit, out _) is { } handle ? new FileStream(handle, FileAccess.Read, bufferSize: 1) : null;

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">As <see cref="TryOpen"/>.</exception>
    public static FileStream Open(string path, long limit) => TryOpen(path, limit) ?? throw new FileNotFoundException($"{path} is not there", path);

    /// <summary>Reads a file whole; null when there is none.</summary>
    /// <exception cref="IOException">As <see cref="TryOpen"/>.</exception>
    public static byte[]? TryReadBytes(string path, long limit)
    {
        using SafeFileHandle? handle = TryHandle(path, limit, out long length);
        if (handle is null)
        {
            return null;
        }

        byte[] content = GC.AllocateUninitializedArray<byte>((int)length);
        ReadWhole(handle, content, path);
        return content;
    }

    /// <summary>The same into memory that is lent: there may be ten thousand files that are looked at once.</summary>
    /// <exception cref="IOException">As <see cref="TryOpen"/>.</exception>
    public static StoredContent? TryBorrow(string path, long limit)
    {
        using SafeFileHandle? handle = TryHandle(path, limit, out long length);
        if (handle is null)
        {
            return null;
        }

        byte[] lent = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            ReadWhole(handle, lent.AsSpan(0, (int)length), path);
            return new StoredContent(lent, (int)length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(lent);
            throw;
        }
    }

    /// <summary>The hash of a file, which may be a big one: it is never in memory whole. Null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="digits">Where the hash is put, in hex digits.</param>
    /// <returns>The file's length.</returns>
    /// <exception cref="IOException">As <see cref="TryOpen"/>.</exception>
    public static long? TryHash(string path, long limit, Span<byte> digits)
    {
        using SafeFileHandle? handle = TryHandle(path, limit, out long length);
        if (handle is null)
        {
            return null;
        }

        byte[] lent = ArrayPool<byte>.Shared.Rent(Part);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            long read = 0;
            for (int more = -1; more != 0; read += more)
            {
                more = Read(handle, lent, read, path);
                hash.AppendData(lent, 0, more);
            }

            Demand(read == length, path);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lent);
        }

        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        Convert.TryToHexStringLower(bytes, digits, out _);
        return length;
    }

    private static void ReadWhole(SafeFileHandle handle, Span<byte> content, string path)
    {
        int read = 0;
        for (int more = -1; more != 0 && read < content.Length; read += more)
        {
            more = Read(handle, content[read..], read, path);
        }

        Span<byte> beyond = stackalloc byte[1];
        Demand(read == content.Length && Read(handle, beyond, read, path) == 0, path);
    }

    private static void Demand(bool unchanged, string path)
    {
        if (!unchanged)
        {
            throw new IOException($"{path} was changed while it was read; try again");
        }
    }

    // Without a stream around it, and not by .NET's own reading: that asks the system of every file how long it is, and whether it can seek.
    private static int Read(SafeFileHandle handle, Span<byte> buffer, long offset, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return RandomAccess.Read(handle, buffer, offset);
        }

        int read = PosixFile.Read(handle, buffer, out int error);
        return read >= 0 ? read : throw new IOException($"{path} cannot be read: {PosixFile.Message(error)}", error);
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

    private static SafeFileHandle? TryHandle(string path, long limit, out long length)
    {
        length = 0;
        SafeFileHandle? handle = OperatingSystem.IsWindows() ? OpenOnWindows(path) : OpenElsewhere(path);
        try
        {
            // Asked of what was opened, not of the path, which may lead elsewhere by now. A device like /dev/zero says that it can seek.
            if (handle is not null && PathKinds.Of(handle, path, out length) is not PathKind.File and var kind)
            {
                throw new NoStoredFileException($"{path} is not a regular file but {(kind == PathKind.Folder ? "a folder" : "a pipe or a device")}");
            }

            if (length > limit)
            {
                throw new NoStoredFileException($"{path} has {length} bytes, which cannot be right: at most {limit} are read");
            }

            SafeFileHandle? opened = handle;
            handle = null;
            return opened;
        }
        finally
        {
            handle?.Dispose();
        }
    }

    private static SafeFileHandle? OpenElsewhere(string path)
    {
        SafeFileHandle? handle = PosixFile.Open(path, out int error);
        return handle is not null ? handle
            : PosixFile.IsMissing(error) ? null
            : throw new IOException(
                $"{path} cannot be read: {PosixFile.Message(error)}{(PosixFile.IsRefused(error) ? "; correct its permissions" : "")}", error);
    }

    private static SafeFileHandle? OpenOnWindows(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{path} cannot be read: {error.Message.TrimEnd('.')}; correct its permissions", error);
        }
    }
}
