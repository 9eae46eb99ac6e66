using System.Runtime.InteropServices;

namespace MnistLstm.Engine.Memory;

/// <summary>
/// Zeroed float32 memory on a 64-byte boundary, which the garbage collector neither moves nor scans, for the engine's own use: nothing outside
/// gets a span of it. More than asked for is allocated, so that a kernel may run whole vectors over the end; what stands there means nothing.
/// </summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    public const int Alignment = 64;

    /// <summary>Floats behind the last one that may be touched: four of the widest vectors, a row of a tile.</summary>
    public const int SlackFloats = 4 * Padding.Floats;

    [ThreadStatic]
    private static long s_bytes;

    public NativeBuffer(long count)
    {
        nuint bytes = checked((nuint)Bytes(count));
        s_bytes += (long)bytes;
        Pointer = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(Pointer, bytes);
        Count = count;
    }

    private NativeBuffer()
    {
    }

    ~NativeBuffer() => Free();

    /// <summary>What only stands for memory: there is none, not to be touched.</summary>
    public static NativeBuffer None { get; } = new();

    public float* Pointer { get; private set; }

    public long Count { get; }

    /// <summary>Bytes that this thread has ever allocated.</summary>
    public static long BytesOfThread => s_bytes;

    /// <summary>Bytes that so many floats take.</summary>
    public static long Bytes(long count) => checked((count + SlackFloats) * sizeof(float));

    /// <summary>The first <paramref name="count"/> floats.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed.</exception>
    public Span<float> Span(int count)
    {
        ObjectDisposedException.ThrowIf(Pointer == null, this);
        return new Span<float>(Pointer, count);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
