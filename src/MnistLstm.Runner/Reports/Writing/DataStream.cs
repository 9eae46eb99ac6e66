namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Standard output: data that cannot be written is an error which says so. (A reader that went away, as <c>head</c> does, is none: the system's stream
/// passes over it.)</summary>
/// <param name="inner">The process's stream.</param>
internal sealed class DataStream(Stream inner) : ForwardStream
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Of a closed descriptor the system's words would speak of a path.
            string reason = error is IOException ? error.Message.TrimEnd('.') : "it is closed or not open for writing";
            throw new IOException(
                $"standard output cannot be written: {reason}; results that were trained are stored all the same, and dotnet run -- compare prints them",
                error);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
