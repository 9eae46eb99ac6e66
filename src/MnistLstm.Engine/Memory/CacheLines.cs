using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MnistLstm.Engine.Memory;

/// <summary>Hints to the caches: no bit depends on them.</summary>
internal static unsafe class CacheLines
{
    private const int Size = NativeBuffer.Alignment;

    /// <summary>Where the line of an address begins.</summary>
    public static float* Begin(float* address) => (float*)((nuint)address / Size * Size);

    /// <summary>Asks for one line. An address outside the data does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    /// <summary>Asks for one line, into the second-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchToSecondLevel(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(address);
        }
    }

    /// <summary>Asks for all lines of some bytes.</summary>
    public static void Prefetch(void* address, long bytes)
    {
        for (long at = 0; at < bytes + Size - 1; at += Size)
        {
            Prefetch((byte*)address + Math.Min(at, bytes - 1));
        }
    }
}
