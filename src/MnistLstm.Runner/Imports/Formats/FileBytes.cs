using System.Globalization;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Reads bytes whose number a header has told: memory is taken as they come, so that a header that lies costs nothing.</summary>
internal static class FileBytes
{
    private const int Chunk = 1 << 20;

    /// <summary>Opens a file. A pipe or a device has no length, and is refused: it would be waited for.</summary>
    /// <exception cref="ImportException">It is none.</exception>
    public static FileStream Open(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists || (file.Length == 0 && file.LinkTarget is null))
        {
            throw Directory.Exists(path) ? new ImportException(path, "this is a folder", "name the file")
                : file.Exists ? new ImportException(path, "the file is empty", "name the file that holds the data")
                : new ImportException(path, "there is no such file", "look at the path");
        }

        // A link may lead to one.
        if (PathKinds.Of(Path.GetFullPath(path)) == PathKind.Device)
        {
            throw new ImportException(path, "this is a pipe or a device", "name the file that holds the data");
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
    }

    /// <summary>As many bytes as are told, and the end of the stream behind them.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="count">How many.</param>
    /// <param name="where">The file, for messages.</param>
    /// <exception cref="ImportException">There are more or fewer, or more than an array holds.</exception>
    public static byte[] Exactly(Stream stream, long count, string where)
    {
        if (count > Array.MaxLength)
        {
            throw new ImportException(where,
                string.Create(CultureInfo.InvariantCulture, $"its header tells of {count:N0} bytes, more than the {Array.MaxLength:N0} that can be held"),
                    "use fewer samples, or shorter sequences");
        }

        using MemoryStream read = new();
        byte[] chunk = new byte[(int)Math.Clamp(count, 1, Chunk)];
        while (read.Length < count)
        {
            int got = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, count - read.Length));
            if (got == 0)
            {
                throw new ImportException(where,
                    string.Create(CultureInfo.InvariantCulture, $"it ends after {read.Length:N0} of the {count:N0} bytes that its header tells of"),
                        "it is cut off: get a complete copy");
            }

            read.Write(chunk, 0, got);
        }

        return stream.ReadByte() < 0
            ? read.ToArray()
            : throw new ImportException(where, string.Create(CultureInfo.InvariantCulture, $"bytes follow the {count:N0} that its header tells of"),
                "its header is not that of this data: save it again");
    }
}
