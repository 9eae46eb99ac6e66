namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Standard error: progress and notes that cannot be written (a full device, a closed terminal) are given up, and the work goes on.</summary>
/// <param name="inner">The process's stream.</param>
internal sealed class NoteStream(Stream inner) : ForwardStream
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
            // There is nobody to tell; results, table and exit code are what counts.
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // The process's streams keep nothing back.
    }
}
