using System.Runtime.InteropServices;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

/// <summary>Native memory filled with reproducible numbers: mostly of order one, some zeros of both signs, tiny and large ones.</summary>
internal sealed unsafe class Floats : IDisposable
{
    private readonly NativeBuffer _buffer;

    public Floats(long count, uint seed = 0)
    {
        _buffer = new NativeBuffer(count);
        Count = count;
        if (seed != 0)
        {
            Fill(seed);
        }
    }

    public long Count { get; }

    public float* Pointer => _buffer.Pointer;

    public Span<float> Span => new(Pointer, checked((int)Count));

    public void Dispose() => _buffer.Dispose();

    /// <summary>The raw bits, for comparing.</summary>
    public uint[] Bits() => MemoryMarshal.Cast<float, uint>(Span).ToArray();

    /// <summary>The bits of [rows, count], rows being padded; what stands in the padding means nothing.</summary>
    public uint[] Unpadded(int rows, int count)
    {
        uint[] bits = Bits();
        return [.. Enumerable.Range(0, rows).SelectMany(r => bits.Skip(r * Padding.Of(count)).Take(count))];
    }

    private void Fill(uint seed)
    {
        MnistLstm.Engine.Random.Mt19937 random = new(seed);
        random.FillUniform(Span, -2, 2);
        for (long i = 0; i < Count; i++)
        {
            Pointer[i] = (random.NextUInt32() % 23) switch
            {
                0 => 0f,
                1 => -0f,
                2 => Pointer[i] * 1e-30f,
                3 => Pointer[i] * 100f,
                _ => Pointer[i],
            };
        }
    }
}
