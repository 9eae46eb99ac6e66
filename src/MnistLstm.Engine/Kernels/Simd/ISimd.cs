namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>
/// The operations a vector kernel is written in, for one vector width. Each is an IEEE operation lane by lane, so a kernel gives the
/// same bits for every width. What is missing is missing on purpose: horizontal sums, estimates, Min and Max in general (they differ for NaN and the signs of
/// zeros).
/// </summary>
/// <typeparam name="V">The vector: <see cref="System.Runtime.Intrinsics.Vector512{T}"/> of float and the like.</typeparam>
internal unsafe interface ISimd<V> where V : struct
{
    /// <summary>Lanes of a vector.</summary>
    static abstract int Width { get; }

    static abstract V Zero { get; }

    static abstract V Load(float* address);

    static abstract void Store(float* address, V value);

    static abstract V Broadcast(float value);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    static abstract V Sqrt(V a);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>c - a·b, rounded once.</summary>
    static abstract V FmaNegated(V a, V b, V c);

    /// <summary>Lane by lane: <paramref name="limit"/> where it is less than x, x where not (also for NaN). The limit must be neither zero nor NaN.</summary>
    static abstract V AtMost(V limit, V x);

    /// <summary>Lane by lane: <paramref name="limit"/> where it is greater than x, x where not (also for NaN). The limit must be neither zero nor
    /// NaN.</summary>
    static abstract V AtLeast(V limit, V x);

    /// <summary>Lane by lane: all bits set where a &lt; b, none where not (also for NaN).</summary>
    static abstract V LessThan(V a, V b);

    /// <summary>Whether a mask is set in any lane.</summary>
    static abstract bool Any(V mask);

    /// <summary>x · 2^64, exact below 2^63, by the bits: a multiplication would be slow where x is among the smallest floats.</summary>
    static abstract V ScaleUp(V x);

    /// <summary>x · 2^-64, for what <see cref="ScaleUp"/> gave, and for what else lies on the grid of the smallest floats (scaled up) where it is below
    /// 2^-62.</summary>
    static abstract V ScaleDown(V x);

    /// <summary>Bit by bit: <paramref name="a"/> where the mask is set, <paramref name="b"/> where not.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>Lane by lane: <paramref name="value"/>'s where the bit of the lane's number is set in <paramref name="bits"/>, +0 where not.</summary>
    static abstract V Choose(uint bits, V value);

    /// <summary>The magnitude's bits of <paramref name="value"/> with the sign's bit of <paramref name="sign"/>.</summary>
    static abstract V CopySign(V value, V sign);

    static abstract V Abs(V value);

    /// <summary>to[k·step + row] = from[row·pitch + k] for four columns k and as many rows as a vector has lanes. Only where
    /// <see cref="HasTranspose"/>.</summary>
    static abstract void Transpose(float* from, long pitch, float* to, long step);

    /// <summary>Whether the processor can transpose.</summary>
    static abstract bool HasTranspose { get; }

    /// <summary>2^n as a float, from the sum 1.5·2^23 + 127 + n, whose low bits are the exponent's; right for -126 … 127, 0 for -127.</summary>
    static abstract V PowerOfTwo(V shifted);
}
