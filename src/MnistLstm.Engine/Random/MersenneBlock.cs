using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistLstm.Engine.Random;

/// <summary>
/// The Mersenne Twister's work on a whole block of words, many at a time. All of it is integers, so the vectors' width is not to be seen: where the
/// machine has narrower ones, the runtime takes several.
/// </summary>
internal static class MersenneBlock
{
    private const int N = Mt19937State.WordCount;
    private const int M = 397;
    private const uint Upper = 0x80000000u;
    private const ulong Mask53 = (1UL << 53) - 1;

    /// <summary>Moves the state on by a block. A word is made of itself, the next and the one <c>M</c> ahead, of which the last 397 find the first ones made
    /// anew.</summary>
    public static void Twist(Span<uint> state)
    {
        Debug.Assert(state.Length == N, "a state has 624 words");
        ref uint word = ref MemoryMarshal.GetReference(state);
        int i = 0;
        for (; i <= N - M - Vector512<uint>.Count; i += Vector512<uint>.Count)
        {
            Twisted(ref word, i, i + M).StoreUnsafe(ref word, (nuint)i);
        }

        for (; i < N - M; i++)
        {
            state[i] = Twisted(state[i], state[i + 1], state[i + M]);
        }

        // 227 words back: more than a vector, so all that it reads has been made.
        for (; i <= N - 1 - Vector512<uint>.Count; i += Vector512<uint>.Count)
        {
            Twisted(ref word, i, i + M - N).StoreUnsafe(ref word, (nuint)i);
        }

        for (; i < N - 1; i++)
        {
            state[i] = Twisted(state[i], state[i + 1], state[i + M - N]);
        }

        state[N - 1] = Twisted(state[N - 1], state[0], state[M - 1]);
    }

    /// <summary>The draws of the state's words.</summary>
    public static void Temper(ReadOnlySpan<uint> state, Span<uint> drawn)
    {
        Debug.Assert(state.Length == N && drawn.Length == N && N % Vector512<uint>.Count == 0, "both are whole vectors");
        ref uint from = ref MemoryMarshal.GetReference(state);
        ref uint to = ref MemoryMarshal.GetReference(drawn);
        for (nuint i = 0; i < N; i += (nuint)Vector512<uint>.Count)
        {
            Vector512<uint> y = Vector512.LoadUnsafe(ref from, i);
            y ^= y >> 11;
            y ^= (y << 7) & Vector512.Create(0x9d2c5680u);
            y ^= (y << 15) & Vector512.Create(0xefc60000u);
            (y ^ (y >> 18)).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>What the low 53 bits of a 64-bit draw are below just where those bits · 2^-53 &lt; probability. They are a whole
    /// number, so nothing is lost by the scaling and the rounding up.</summary>
    public static ulong Bound(double probability) => (ulong)Math.Ceiling(probability * (1UL << 53));

    /// <summary>The bits of a draw that PyTorch makes a double of.</summary>
    public static ulong Low53(ulong draw) => draw & Mask53;

    /// <summary>Adds a bit for each 64-bit draw of words 2n (the high half) and 2n + 1: set where it is below the bound in its low 53 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Choose(ReadOnlySpan<uint> drawn, ulong bound, ref BitWriter bits)
    {
        int count = drawn.Length / 2;
        ref uint word = ref MemoryMarshal.GetReference(drawn);
        Vector512<ulong> bounds = Vector512.Create(bound);
        int lanes = Vector512<ulong>.Count;
        int i = 0;
        for (; i <= count - (2 * lanes); i += 2 * lanes)
        {
            uint below = (uint)Below(ref word, i, bounds).ExtractMostSignificantBits();
            bits.Add(below | ((uint)Below(ref word, i + lanes, bounds).ExtractMostSignificantBits() << lanes), 2 * lanes);
        }

        for (; i < count; i++)
        {
            ulong draw = ((ulong)drawn[2 * i] << 32) | drawn[(2 * i) + 1];
            bits.Add(Low53(draw) < bound ? 1u : 0u, 1);
        }
    }

    // All bits set where a draw is below. As a number of 64 bits the pair has its halves the wrong way round.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Below(ref uint word, int pair, Vector512<ulong> bounds)
    {
        Vector512<ulong> draw = Vector512.LoadUnsafe(ref word, (nuint)(2 * pair)).AsUInt64();
        draw = ((draw << 32) | (draw >> 32)) & Vector512.Create(Mask53);
        return Vector512.LessThan(draw.AsInt64(), bounds.AsInt64()).AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Twisted(ref uint state, int at, int other)
    {
        Vector512<uint> next = Vector512.LoadUnsafe(ref state, (nuint)at + 1);
        Vector512<uint> y = Vector512.ConditionalSelect(Vector512.Create(Upper), Vector512.LoadUnsafe(ref state, (nuint)at), next);
        Vector512<uint> odd = Vector512<uint>.Zero - (y & Vector512<uint>.One);
        return Vector512.LoadUnsafe(ref state, (nuint)other) ^ (y >> 1) ^ (odd & Vector512.Create(0x9908b0dfu));
    }

    private static uint Twisted(uint word, uint next, uint other)
    {
        uint y = (word & Upper) | (next & ~Upper);
        return other ^ (y >> 1) ^ ((y & 1) == 0 ? 0u : 0x9908b0dfu);
    }
}
