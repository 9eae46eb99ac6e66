namespace MnistLstm.Runner.Traces.Content;

/// <summary>The other side of a comparison, record by record.</summary>
internal interface ITraceSource
{
    /// <summary>Reads the next record.</summary>
    /// <exception cref="TraceException">The other side ended, or its file did.</exception>
    void Read(Span<ulong> entries);

    /// <summary>The record was equal: on to the next.</summary>
    void GoOn();

    /// <summary>The values of a tensor of the record last read; null when only hashes are there.</summary>
    /// <param name="entry">The entry's place in the record.</param>
    byte[]? Values(int entry);
}
