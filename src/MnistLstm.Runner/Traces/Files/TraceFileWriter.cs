using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Files;

/// <summary>
/// Writes a trace: magic, header, environment, the records, SHA-256 of all that but the environment, SHA-256 of the environment. So two
/// traces of one run by the same sources differ in the environment and its hash, and in nothing else.
/// </summary>
internal sealed class TraceFileWriter : ITraceSink, IDisposable
{
    /// <summary>The largest trace that is written.</summary>
    public const long MaxBytes = 1L << 30;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _stream;
    private readonly byte[] _environment;

    /// <summary>Writes the head.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="side">What is traced, and where.</param>
    public TraceFileWriter(Stream stream, TraceSide side)
    {
        _stream = stream;
        _environment = TraceFormat.Block(side.Environment, TraceJsonContext.Default.TraceEnvironment);
        Write(TraceFormat.TraceMagic);
        Write(TraceFormat.Block(side.Header, TraceJsonContext.Default.TraceHeader));
        _stream.Write(_environment);
    }

    /// <inheritdoc/>
    public bool Done => false;

    /// <inheritdoc/>
    public void Take(TracePosition position, ReadOnlySpan<ulong> entries, ITraceValues values) => Write(MemoryMarshal.AsBytes(entries));

    /// <summary>Writes the checks; to be called after the last record.</summary>
    public void Complete()
    {
        _stream.Write(_hash.GetHashAndReset());
        _stream.Write(SHA256.HashData(_environment));
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }
}
