namespace MnistLstm.Runner.Processes;

/// <summary>
/// Standard input, output and error as the process was given them. One that was closed when it started is no stream of anybody's: the runtime
/// may have opened something of its own under that number since, or the next file to be opened would get it, and be written to as if it were a terminal.
/// </summary>
internal static class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>Puts the null device in the places that are still free, before a file can come to lie there.</summary>
    public static void FillGaps()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Each gets the lowest free number, and nothing lies below the first gap.
            for (int descriptor = Input; descriptor <= Error && (Posix.IsOpen(descriptor) || Posix.OpenNull() == descriptor); descriptor++)
            {
            }
        }
    }

    /// <summary>Standard input; ended at once where none was given.</summary>
    public static Stream OpenInput() => IsGiven(Input) ? Console.OpenStandardInput() : Stream.Null;

    /// <summary>Standard output; where none was given, writing to it fails.</summary>
    public static Stream OpenOutput() => IsGiven(Output) ? Console.OpenStandardOutput() : new ClosedStream();

    /// <summary>Standard error; where none was given, nobody reads it.</summary>
    public static Stream OpenError() => IsGiven(Error) ? Console.OpenStandardError() : Stream.Null;

    /// <summary>What a process is given is never marked as ending with its program, and what the runtime opens always is.</summary>
    private static bool IsGiven(int descriptor) => OperatingSystem.IsWindows() || (Posix.IsOpen(descriptor) && !Posix.EndsWithProgram(descriptor));

    /// <summary>Says on every write what the system says of a closed descriptor.</summary>
    private sealed class ClosedStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("it is closed or not open for writing");

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
