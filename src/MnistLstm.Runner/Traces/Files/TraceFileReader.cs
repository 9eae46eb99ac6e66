using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Files;

/// <summary>Reads a trace file, checked from end to end before anything is taken from it.</summary>
internal sealed class TraceFileReader : ITraceSource, IDisposable
{
    private const int CheckBytes = SHA256.HashSizeInBytes;
    private const int Buffer = 1 << 16;

    private readonly FileStream _stream;

    private TraceFileReader(FileStream stream, TraceSide side) => (_stream, Side) = (stream, side);

    /// <summary>Who recorded it, and what.</summary>
    public TraceSide Side { get; }

    /// <summary>Opens a trace.</summary>
    /// <exception cref="TraceException">It is missing, none, damaged, or of another version.</exception>
    public static TraceFileReader Open(string path)
    {
        FileStream stream = TraceFile.Open(path, TraceFormat.TraceMagic, "trace");
        try
        {
            return new TraceFileReader(stream, TraceFile.Checked(path, () => Check(stream)));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(Span<ulong> entries) => _stream.ReadExactly(MemoryMarshal.AsBytes(entries));

    /// <inheritdoc/>
    public void GoOn()
    {
        // A file waits for nobody.
    }

    /// <inheritdoc/>
    public byte[]? Values(int entry) => null;

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static TraceSide Check(FileStream stream)
    {
        TraceHeader header = TraceFormat.ReadBlock(stream, TraceJsonContext.Default.TraceHeader, out byte[] rawHeader);
        TraceEnvironment environment = TraceFormat.ReadBlock(stream, TraceJsonContext.Default.TraceEnvironment, out byte[] rawEnvironment);
        if (!header.IsSound())
        {
            throw new InvalidDataException("its header makes no sense");
        }

        long records = stream.Position;
        long bytes = header.Layout().Bytes;
        long expected = records + bytes + (2 * CheckBytes);
        if (stream.Length != expected)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"it should have {expected} bytes, it has {stream.Length}");
            throw stream.Length < expected ? new EndOfStreamException(text) : new InvalidDataException(text);
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(TraceFormat.TraceMagic);
        hash.AppendData(rawHeader);
        byte[] buffer = new byte[Buffer];
        for (long left = bytes; left > 0;)
        {
            int count = (int)Math.Min(left, buffer.Length);
            stream.ReadExactly(buffer, 0, count);
            hash.AppendData(buffer, 0, count);
            left -= count;
        }

        TraceFile.Expect(stream, hash.GetHashAndReset());
        TraceFile.Expect(stream, SHA256.HashData(rawEnvironment));
        stream.Position = records;
        return new TraceSide(header, environment);
    }
}
