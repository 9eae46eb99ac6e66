using System.Runtime.InteropServices;

namespace MnistLstm.Engine;

/// <summary>
/// Zeroed float32 memory on a 64-byte boundary, which the garbage collector neither moves nor scans. A vector more than asked for
/// is allocated, so that a kernel may load (never store) past the last element.
/// </summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    public const int Alignment = 64;
    private const int SlackFloats = 64;

    public NativeBuffer(long count)
    {
        nuint bytes = checked((nuint)(count + SlackFloats) * sizeof(float));
        Pointer = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(Pointer, bytes);
        Count = count;
    }

    ~NativeBuffer() => Free();

    public float* Pointer { get; private set; }

    public long Count { get; }

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
