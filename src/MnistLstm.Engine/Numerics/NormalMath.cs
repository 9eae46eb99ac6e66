namespace MnistLstm.Engine.Numerics;

/// <summary>
/// The logarithm, sine and cosine that PyTorch's vector code makes normal numbers with: the polynomials of Moshier's Cephes in float, each
/// multiplication that an addition follows fused with it, as the compiler of PyTorch does on a processor with FMA. For arguments of normal draws alone.
/// </summary>
internal static class NormalMath
{
    /// <summary>ln x for 2^-24 ≤ x ≤ 1.</summary>
    public static float Log(float x)
    {
        // x = m·2^e with m in [sqrt(1/2), sqrt(2)).
        int bits = BitConverter.SingleToInt32Bits(x);
        float e = (bits >> 23) - 126;
        float m = BitConverter.Int32BitsToSingle((bits & 0x007FFFFF) | 0x3F000000);
        float low = m < 0.707106781186547524f ? m : 0f;
        e -= m < 0.707106781186547524f ? 1f : 0f;
        m = (m - 1f) + low;
        float z = m * m;
        float y = 7.0376836292E-2f;
        y = MathF.FusedMultiplyAdd(y, m, -1.1514610310E-1f);
        y = MathF.FusedMultiplyAdd(y, m, 1.1676998740E-1f);
        y = MathF.FusedMultiplyAdd(y, m, -1.2420140846E-1f);
        y = MathF.FusedMultiplyAdd(y, m, 1.4249322787E-1f);
        y = MathF.FusedMultiplyAdd(y, m, -1.6668057665E-1f);
        y = MathF.FusedMultiplyAdd(y, m, 2.0000714765E-1f);
        y = MathF.FusedMultiplyAdd(y, m, -2.4999993993E-1f);
        y = MathF.FusedMultiplyAdd(y, m, 3.3333331174E-1f);
        y *= m;
        y = MathF.FusedMultiplyAdd(y, z, e * -2.12194440e-4f);
        y = MathF.FusedMultiplyAdd(z, -0.5f, y);
        return MathF.FusedMultiplyAdd(e, 0.693359375f, m + y);
    }

    /// <summary>sin x and cos x for 0 ≤ x ≤ 2π.</summary>
    public static (float Sin, float Cos) SinCos(float x)
    {
        int octant = ((int)(x * 1.27323954473516f) + 1) & ~1;
        float n = octant;
        float r = MathF.FusedMultiplyAdd(n, -0.78515625f, x);
        r = MathF.FusedMultiplyAdd(n, -2.4187564849853515625e-4f, r);
        r = MathF.FusedMultiplyAdd(n, -3.77489497744594108e-8f, r);
        float z = r * r;
        float c = MathF.FusedMultiplyAdd(2.443315711809948E-005f, z, -1.388731625493765E-003f);
        c = MathF.FusedMultiplyAdd(c, z, 4.166664568298827E-002f) * z;
        c = MathF.FusedMultiplyAdd(c, z, z * -0.5f) + 1f;
        float s = MathF.FusedMultiplyAdd(-1.9515295891E-4f, z, 8.3321608736E-3f);
        s = MathF.FusedMultiplyAdd(s, z, -1.6666654611E-1f) * z;
        s = MathF.FusedMultiplyAdd(s, r, r);
        (float sin, float cos) = (octant & 2) == 0 ? (s, c) : (c, s);
        return ((octant & 4) == 0 ? sin : -sin, ((octant - 2) & 4) != 0 ? cos : -cos);
    }
}
