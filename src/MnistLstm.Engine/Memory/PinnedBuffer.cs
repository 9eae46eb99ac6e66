using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MnistLstm.Engine.Memory;

/// <summary>
/// Zeroed float32 memory that others may hold a span of. It is an array of the garbage collector's, pinned, so that kernels can have its
/// address: a span of it keeps it alive, whatever becomes of this object, the model or its parameters. What no span is given of lies in a
/// <see cref="NativeBuffer"/>, which is freed at once and costs the collector nothing.
/// </summary>
internal sealed unsafe class PinnedBuffer
{
    private readonly int _first;
    private float[]? _array;

    public PinnedBuffer(int count)
    {
        int alignment = NativeBuffer.Alignment / sizeof(float);
        _array = GC.AllocateArray<float>(checked(count + NativeBuffer.SlackFloats + alignment), pinned: true);
        float* array = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        float* aligned = (float*)(((nuint)array + NativeBuffer.Alignment - 1) / NativeBuffer.Alignment * NativeBuffer.Alignment);
        _first = (int)(aligned - array);
        Pointer = aligned;
        Count = count;
    }

    /// <summary>The first float, on a 64-byte boundary; null when the memory was given up. Only for code that keeps this object alive.</summary>
    public float* Pointer { get; private set; }

    public int Count { get; }

    /// <summary>Floats that may be touched from <see cref="Pointer"/> on: more than <see cref="Count"/>, as kernels run whole vectors.</summary>
    public int Room => _array == null ? 0 : _array.Length - _first;

    /// <summary>Some of the floats.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given up.</exception>
    public Span<float> Span(int from, int count)
    {
        ObjectDisposedException.ThrowIf(_array == null, this);
        return _array.AsSpan(_first + from, count);
    }

    /// <summary>Gives the memory up. Spans that are still held stay what they are; the last one's end frees it.</summary>
    public void GiveUp()
    {
        _array = null;
        Pointer = null;
    }
}
