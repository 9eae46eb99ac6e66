using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>Vectors of 16 floats.</summary>
internal readonly unsafe struct Simd512 : ISimd<Vector512<float>>
{
    public static int Width => 16;

    public static Vector512<float> Zero => Vector512<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* address) => Vector512.Load(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Vector512<float> value) => value.Store(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> a) => Vector512.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FmaNegated(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(a, b, c) : Vector512.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtMost(Vector512<float> limit, Vector512<float> x) => Vector512.MinNative(limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtLeast(Vector512<float> limit, Vector512<float> x) => Vector512.MaxNative(limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LessThan(Vector512<float> a, Vector512<float> b) => Vector512.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector512<float> mask) => mask.AsUInt32() != Vector512<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaleUp(Vector512<float> x)
    {
        Vector512<uint> sign = x.AsUInt32() & Vector512.Create(0x80000000u);
        Vector512<uint> magnitude = x.AsUInt32() ^ sign;
        Vector512<float> ofGrid = Vector512.ConvertToSingle(magnitude.AsInt32()) * Vector512.Create(Scaling.Grid);
        Vector512<uint> isOnGrid = Vector512.LessThan(magnitude.AsInt32(), Vector512.Create(Scaling.LeastNormal)).AsUInt32();
        return (Vector512.ConditionalSelect(isOnGrid, ofGrid.AsUInt32(), magnitude + Vector512.Create(Scaling.Powers)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaleDown(Vector512<float> x)
    {
        Vector512<uint> sign = x.AsUInt32() & Vector512.Create(0x80000000u);
        Vector512<float> magnitude = (x.AsUInt32() ^ sign).AsSingle();
        Vector512<uint> onGrid = Vector512.ConvertToInt32Native(magnitude * Vector512.Create(1f / Scaling.Grid)).AsUInt32();
        Vector512<uint> isOnGrid = Vector512.LessThan(magnitude, Vector512.Create(Scaling.Least)).AsUInt32();
        return (Vector512.ConditionalSelect(isOnGrid, onGrid, magnitude.AsUInt32() - Vector512.Create(Scaling.Powers)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> a, Vector512<float> b) => Vector512.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Choose(uint bits, Vector512<float> value)
    {
        Vector512<uint> lanes = Vector512.Create(
            0x1u, 0x2u, 0x4u, 0x8u, 0x10u, 0x20u, 0x40u, 0x80u,
            0x100u, 0x200u, 0x400u, 0x800u, 0x1000u, 0x2000u, 0x4000u, 0x8000u);
        return Vector512.Equals(Vector512.Create(bits) & lanes, lanes).AsSingle() & value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CopySign(Vector512<float> value, Vector512<float> sign) =>
        Vector512.ConditionalSelect(Vector512.Create(0x80000000u).AsSingle(), sign, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> value) => Vector512.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> shifted) =>
        Vector512.ShiftLeft(shifted.AsUInt32(), 23).AsSingle();

    public static bool HasTranspose => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long pitch, float* to, long step)
    {
        Vector512<float> a = EachFourth(from, pitch);
        Vector512<float> b = EachFourth(from + pitch, pitch);
        Vector512<float> c = EachFourth(from + (2 * pitch), pitch);
        Vector512<float> d = EachFourth(from + (3 * pitch), pitch);
        Vector512<float> abLow = Avx512F.UnpackLow(a, b);
        Vector512<float> abHigh = Avx512F.UnpackHigh(a, b);
        Vector512<float> cdLow = Avx512F.UnpackLow(c, d);
        Vector512<float> cdHigh = Avx512F.UnpackHigh(c, d);
        Avx512F.Shuffle(abLow, cdLow, 0x44).Store(to);
        Avx512F.Shuffle(abLow, cdLow, 0xee).Store(to + step);
        Avx512F.Shuffle(abHigh, cdHigh, 0x44).Store(to + (2 * step));
        Avx512F.Shuffle(abHigh, cdHigh, 0xee).Store(to + (3 * step));
    }

    /// <summary>Four columns of each fourth row, a row to 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EachFourth(float* from,
        long pitch) => Vector512.Create(Simd256.EachFourth(from, pitch), Simd256.EachFourth(from + (8 * pitch), pitch));
}
