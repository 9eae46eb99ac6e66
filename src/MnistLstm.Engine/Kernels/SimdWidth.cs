using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MnistLstm.Engine.Kernels;

/// <summary>The vector width the kernels run with. It changes the speed and nothing else.</summary>
public enum SimdWidth
{
    /// <summary>One float at a time: the oracle, and the fastest there is without hardware FMA.</summary>
    Scalar = 1,

    /// <summary>128 bits.</summary>
    Vector128 = 4,

    /// <summary>256 bits.</summary>
    Vector256 = 8,

    /// <summary>512 bits.</summary>
    Vector512 = 16,
}

/// <summary>What this machine has.</summary>
public static class SimdWidths
{
    /// <summary>
    /// The widest vectors with a fused multiply-add in hardware. Without one, every lane of a vector FMA is a library call, slower than
    /// scalar code, even where <see cref="Vector128.IsHardwareAccelerated"/> is true.
    /// </summary>
    public static SimdWidth Best =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? SimdWidth.Vector512
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? SimdWidth.Vector256
        : Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.IsSupported) ? SimdWidth.Vector128
        : SimdWidth.Scalar;

    /// <summary>As people call it: <c>AVX-512</c>, <c>AVX2</c>, <c>128-bit FMA</c>, <c>NEON</c>, <c>scalar</c>.</summary>
    public static string DisplayName(this SimdWidth width) => width switch
    {
        SimdWidth.Vector512 => "AVX-512",
        SimdWidth.Vector256 => "AVX2",
        SimdWidth.Vector128 => AdvSimd.IsSupported ? "NEON" : "128-bit FMA",
        _ => "scalar",
    };
}
