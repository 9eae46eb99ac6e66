using System.Buffers;

namespace MnistLstm.Runner.Storage;

/// <summary>A file's content in memory that is lent, for whoever is done with it at once.</summary>
/// <param name="lent">The memory, at least as long as the content.</param>
/// <param name="length">The content's length.</param>
internal readonly struct StoredContent(byte[] lent, int length) : IDisposable
{
    /// <summary>The content; not to be looked at afterwards.</summary>
    public ReadOnlySpan<byte> Bytes => lent.AsSpan(0, length);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(lent);
}
