namespace MnistLstm.Runner.Predictions;

/// <summary>A file's bytes, which say so when they are at their end: the decoder takes the end for zeros, and of some files it would read them for
/// ever.</summary>
/// <param name="bytes">The file.</param>
internal sealed class EndedStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    // So many reads behind the end are still a picture that was cut off, of which the rest is shown grey.
    private const int MostReadsBehind = 1 << 16;

    private int _behind;

    /// <inheritdoc/>
    public override int ReadByte() => Counted(base.ReadByte(), Position >= Length);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Counted(base.Read(buffer, offset, count), Position >= Length);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Counted(base.Read(buffer), Position >= Length);

    private int Counted(int read, bool atEnd) =>
        atEnd && read <= 0 && ++_behind > MostReadsBehind ? throw new EndOfStreamException("it ends too early") : read;
}
