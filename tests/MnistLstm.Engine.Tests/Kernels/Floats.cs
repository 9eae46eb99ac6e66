using System.Runtime.InteropServices;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

/// <summary>
/// Memory filled with reproducible numbers: mostly of order one, some zeros of both signs, tiny and large ones. On Linux it ends, but for the
/// padding to the widest vector that a row of the engine's buffers has, at a page that cannot be read.
/// </summary>
internal sealed unsafe class Floats : IDisposable
{
    private readonly GuardedMemory? _guarded;
    private readonly NativeBuffer? _plain;

    /// <param name="count">Floats.</param>
    /// <param name="seed">Of the numbers; 0 for zeros.</param>
    /// <param name="room">Floats behind them that may be touched, too; null for the padding of a row.</param>
    public Floats(long count, uint seed = 0, int? room = null)
    {
        long floats = count + (room ?? ((count + Padding.Floats - 1) / Padding.Floats * Padding.Floats) - count);
        if (OperatingSystem.IsLinux())
        {
            _guarded = new GuardedMemory(floats * sizeof(float));
            Pointer = (float*)_guarded.Begin;
        }
        else
        {
            _plain = new NativeBuffer(count);
            Pointer = _plain.Pointer;
        }

        Count = count;
        if (seed != 0)
        {
            Fill(seed);
        }
    }

    public long Count { get; }

    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, checked((int)Count));

    public void Dispose()
    {
        _guarded?.Dispose();
        _plain?.Dispose();
    }

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
