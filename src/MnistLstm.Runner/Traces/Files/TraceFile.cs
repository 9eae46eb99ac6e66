using System.Text;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Files;

/// <summary>Opens the files of this folder and says what is wrong with those that cannot be used.</summary>
internal static class TraceFile
{
    private const string CopyAgain = "copy it again from where it was made, or record it again";

    /// <summary>True when a file begins as a step file does. A file that cannot be opened is for the reader of traces to explain.</summary>
    public static bool IsStep(string path)
    {
        try
        {
            using FileStream? stream = StoredFile.TryOpen(path, long.MaxValue);
            byte[] beginning = new byte[TraceFormat.MagicBytes];
            return stream?.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length
                && TraceFormat.SameKind(beginning, TraceFormat.StepMagic);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Opens a file and reads past its magic.</summary>
    /// <param name="path">The file.</param>
    /// <param name="magic">What it must begin with.</param>
    /// <param name="kind">What that is called.</param>
    public static FileStream Open(string path, ReadOnlySpan<byte> magic, string kind)
    {
        FileStream stream = Open(path, kind);
        Span<byte> beginning = stackalloc byte[TraceFormat.MagicBytes];
        int bytes = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        if (bytes == beginning.Length && beginning.SequenceEqual(magic))
        {
            return stream;
        }

        stream.Dispose();
        if (bytes < beginning.Length && magic.StartsWith(beginning[..bytes]))
        {
            throw new TraceException($"{path} is cut short: it has {bytes} bytes; {CopyAgain}");
        }

        throw new TraceException(bytes == beginning.Length && TraceFormat.SameKind(beginning, magic)
            ? $"{path} is a {kind} of version {(char)beginning[^1]}, this program reads version {(char)magic[^1]}; record it with a build that writes "
                + $"version {(char)magic[^1]}"
            : $"{path} is no {kind}: it should begin with {Encoding.ASCII.GetString(magic)}; make one with: dotnet run -- bisect <name> --record <file>");
    }

    /// <summary>Reads something, and says what is wrong with the file where that fails.</summary>
    public static T Checked<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException error)
        {
            throw new TraceException($"{path} is cut short: {error.Message.TrimEnd('.')}; {CopyAgain}", error);
        }
        catch (InvalidDataException error)
        {
            throw new TraceException($"{path} is damaged: {error.Message.TrimEnd('.')}; {CopyAgain}", error);
        }
    }

    /// <summary>Reads a check and compares it.</summary>
    /// <exception cref="InvalidDataException">It is another one.</exception>
    public static void Expect(Stream stream, ReadOnlySpan<byte> check)
    {
        byte[] found = new byte[check.Length];
        stream.ReadExactly(found);
        if (!check.SequenceEqual(found))
        {
            throw new InvalidDataException($"its content gives the SHA-256 {Convert.ToHexStringLower(check)}, it claims {Convert.ToHexStringLower(found)}");
        }
    }

    private static FileStream Open(string path, string kind)
    {
        try
        {
            return StoredFile.Open(path, long.MaxValue);
        }
        catch (NoStoredFileException error)
        {
            throw new TraceException($"the {kind} {path} cannot be read: {error.What}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TraceException($"the {kind} {path} cannot be read: {error.Message}", error);
        }
    }
}
