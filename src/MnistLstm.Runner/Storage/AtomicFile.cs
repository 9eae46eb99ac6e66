using System.Globalization;

namespace MnistLstm.Runner.Storage;

/// <summary>Writes files that appear whole or not at all, whatever happens meanwhile.</summary>
internal static class AtomicFile
{
    /// <summary>What a file being written is called until it is whole.</summary>
    public const string Ending = ".tmp";

    /// <summary>Writes aside, flushes to the disk, and renames over what was there. The folder is made if need be.</summary>
    /// <exception cref="IOException">The disk is full, the place cannot be written; what was there before is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string aside = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Guid.NewGuid():n}{Ending}");
        try
        {
            using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));
}
