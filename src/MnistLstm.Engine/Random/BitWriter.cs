using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Random;

/// <summary>Lays bits one behind the other into bytes, from the lowest bit of each. Not all have reached the bytes before <see cref="Finish"/>.</summary>
internal ref struct BitWriter(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;
    private int _written;
    private ulong _pending;
    private int _count;   // of the bits pending, less than 32 between calls

    /// <summary>The next <paramref name="count"/> bits, 32 at most; those above are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint bits, int count)
    {
        Debug.Assert(count == 32 || bits >> count == 0, "what is not counted is zero");
        _pending |= (ulong)bits << _count;
        _count += count;
        if (_count >= 32)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes[_written..], (uint)_pending);
            _written += sizeof(uint);
            _pending >>= 32;
            _count -= 32;
        }
    }

    /// <summary>Writes what is pending; the last byte is filled up with zeros.</summary>
    public void Finish()
    {
        for (; _count > 0; _count -= 8)
        {
            _bytes[_written++] = (byte)_pending;
            _pending >>= 8;
        }
    }
}
