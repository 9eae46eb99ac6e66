using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using X86Fma = System.Runtime.Intrinsics.X86.Fma;

namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>Vectors of 8 floats.</summary>
internal readonly unsafe struct Simd256 : ISimd<Vector256<float>>
{
    public static int Width => 8;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* address) => Vector256.Load(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Vector256<float> value) => value.Store(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sqrt(Vector256<float> a) => Vector256.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fma(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FmaNegated(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        X86Fma.IsSupported ? X86Fma.MultiplyAddNegated(a, b, c) : Vector256.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AtMost(Vector256<float> limit, Vector256<float> x) => Vector256.MinNative(limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AtLeast(Vector256<float> limit, Vector256<float> x) => Vector256.MaxNative(limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LessThan(Vector256<float> a, Vector256<float> b) => Vector256.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector256<float> mask) => mask.AsUInt32() != Vector256<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ScaleUp(Vector256<float> x)
    {
        Vector256<uint> sign = x.AsUInt32() & Vector256.Create(0x80000000u);
        Vector256<uint> magnitude = x.AsUInt32() ^ sign;
        Vector256<float> ofGrid = Vector256.ConvertToSingle(magnitude.AsInt32()) * Vector256.Create(Scaling.Grid);
        Vector256<uint> isOnGrid = Vector256.LessThan(magnitude.AsInt32(), Vector256.Create(Scaling.LeastNormal)).AsUInt32();
        return (Vector256.ConditionalSelect(isOnGrid, ofGrid.AsUInt32(), magnitude + Vector256.Create(Scaling.Powers)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ScaleDown(Vector256<float> x)
    {
        Vector256<uint> sign = x.AsUInt32() & Vector256.Create(0x80000000u);
        Vector256<float> magnitude = (x.AsUInt32() ^ sign).AsSingle();
        Vector256<uint> onGrid = Vector256.ConvertToInt32Native(magnitude * Vector256.Create(1f / Scaling.Grid)).AsUInt32();
        Vector256<uint> isOnGrid = Vector256.LessThan(magnitude, Vector256.Create(Scaling.Least)).AsUInt32();
        return (Vector256.ConditionalSelect(isOnGrid, onGrid, magnitude.AsUInt32() - Vector256.Create(Scaling.Powers)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Select(Vector256<float> mask, Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Choose(uint bits, Vector256<float> value)
    {
        Vector256<uint> lanes = Vector256.Create(0x1u, 0x2u, 0x4u, 0x8u, 0x10u, 0x20u, 0x40u, 0x80u);
        return Vector256.Equals(Vector256.Create(bits) & lanes, lanes).AsSingle() & value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CopySign(Vector256<float> value, Vector256<float> sign) =>
        Vector256.ConditionalSelect(Vector256.Create(0x80000000u).AsSingle(), sign, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> value) => Vector256.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> PowerOfTwo(Vector256<float> shifted) =>
        Vector256.ShiftLeft(shifted.AsUInt32(), 23).AsSingle();

    public static bool HasTranspose => Avx.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long pitch, float* to, long step)
    {
        Vector256<float> a = EachFourth(from, pitch);
        Vector256<float> b = EachFourth(from + pitch, pitch);
        Vector256<float> c = EachFourth(from + (2 * pitch), pitch);
        Vector256<float> d = EachFourth(from + (3 * pitch), pitch);
        Vector256<float> abLow = Avx.UnpackLow(a, b);
        Vector256<float> abHigh = Avx.UnpackHigh(a, b);
        Vector256<float> cdLow = Avx.UnpackLow(c, d);
        Vector256<float> cdHigh = Avx.UnpackHigh(c, d);
        Avx.Shuffle(abLow, cdLow, 0x44).Store(to);
        Avx.Shuffle(abLow, cdLow, 0xee).Store(to + step);
        Avx.Shuffle(abHigh, cdHigh, 0x44).Store(to + (2 * step));
        Avx.Shuffle(abHigh, cdHigh, 0xee).Store(to + (3 * step));
    }

    /// <summary>Four columns of each fourth row, a row to 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> EachFourth(float* from, long pitch) => Vector256.Create(Vector128.Load(from), Vector128.Load(from + (4 * pitch)));
}
