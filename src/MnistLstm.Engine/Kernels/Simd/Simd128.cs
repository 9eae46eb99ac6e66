using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using X86Fma = System.Runtime.Intrinsics.X86.Fma;

namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>Vectors of 4 floats.</summary>
internal readonly unsafe struct Simd128 : ISimd<Vector128<float>>
{
    public static int Width => 4;

    public static Vector128<float> Zero => Vector128<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* address) => Vector128.Load(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Vector128<float> value) => value.Store(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sqrt(Vector128<float> a) => Vector128.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fma(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FmaNegated(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        X86Fma.IsSupported ? X86Fma.MultiplyAddNegated(a, b, c) : Vector128.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AtMost(Vector128<float> limit, Vector128<float> x) => Vector128.MinNative(limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AtLeast(Vector128<float> limit, Vector128<float> x) => Vector128.MaxNative(limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LessThan(Vector128<float> a, Vector128<float> b) => Vector128.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector128<float> mask) => mask.AsUInt32() != Vector128<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ScaleUp(Vector128<float> x)
    {
        Vector128<uint> sign = x.AsUInt32() & Vector128.Create(0x80000000u);
        Vector128<uint> magnitude = x.AsUInt32() ^ sign;
        Vector128<float> ofGrid = Vector128.ConvertToSingle(magnitude.AsInt32()) * Vector128.Create(Scaling.Grid);
        Vector128<uint> isOnGrid = Vector128.LessThan(magnitude.AsInt32(), Vector128.Create(Scaling.LeastNormal)).AsUInt32();
        return (Vector128.ConditionalSelect(isOnGrid, ofGrid.AsUInt32(), magnitude + Vector128.Create(Scaling.Powers)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ScaleDown(Vector128<float> x)
    {
        Vector128<uint> sign = x.AsUInt32() & Vector128.Create(0x80000000u);
        Vector128<float> magnitude = (x.AsUInt32() ^ sign).AsSingle();
        Vector128<uint> onGrid = Vector128.ConvertToInt32Native(magnitude * Vector128.Create(1f / Scaling.Grid)).AsUInt32();
        Vector128<uint> isOnGrid = Vector128.LessThan(magnitude, Vector128.Create(Scaling.Least)).AsUInt32();
        return (Vector128.ConditionalSelect(isOnGrid, onGrid, magnitude.AsUInt32() - Vector128.Create(Scaling.Powers)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Choose(uint bits, Vector128<float> value)
    {
        Vector128<uint> lanes = Vector128.Create(0x1u, 0x2u, 0x4u, 0x8u);
        return Vector128.Equals(Vector128.Create(bits) & lanes, lanes).AsSingle() & value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> value, Vector128<float> sign) =>
        Vector128.ConditionalSelect(Vector128.Create(0x80000000u).AsSingle(), sign, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> value) => Vector128.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> PowerOfTwo(Vector128<float> shifted) =>
        Vector128.ShiftLeft(shifted.AsUInt32(), 23).AsSingle();

    public static bool HasTranspose => Sse.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long pitch, float* to, long step)
    {
        Vector128<float> a = Vector128.Load(from);
        Vector128<float> b = Vector128.Load(from + pitch);
        Vector128<float> c = Vector128.Load(from + (2 * pitch));
        Vector128<float> d = Vector128.Load(from + (3 * pitch));
        Vector128<float> abLow = Sse.UnpackLow(a, b);
        Vector128<float> abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d);
        Vector128<float> cdHigh = Sse.UnpackHigh(c, d);
        Sse.Shuffle(abLow, cdLow, 0x44).Store(to);
        Sse.Shuffle(abLow, cdLow, 0xee).Store(to + step);
        Sse.Shuffle(abHigh, cdHigh, 0x44).Store(to + (2 * step));
        Sse.Shuffle(abHigh, cdHigh, 0xee).Store(to + (3 * step));
    }
}
