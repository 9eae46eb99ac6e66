namespace MnistLstm.Runner.Traces.Content;

/// <summary>The values behind a record's entries; valid while the record is being taken.</summary>
internal interface ITraceValues
{
    /// <summary>A tensor's raw little-endian bytes, row-major.</summary>
    ReadOnlySpan<byte> Bytes(TraceTensor tensor);
}
