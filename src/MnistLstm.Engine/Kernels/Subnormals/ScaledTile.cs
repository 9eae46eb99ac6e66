using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>A row of up to 4 vectors of sums that are scaled up, of products of which one side is scaled up.</summary>
internal static unsafe class ScaledTile<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    // Links of a chain that are tried together.
    private const int Part = 16;

    /// <summary>Scales floats up; <paramref name="from"/> and <paramref name="to"/> may be the same. Whole vectors.</summary>
    public static void Up(float* from, float* to, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            S.Store(to + n, S.ScaleUp(S.Load(from + n)));
        }
    }

    /// <summary>Scales floats down; <paramref name="from"/> and <paramref name="to"/> may be the same. Whole vectors.</summary>
    public static void Down(float* from, float* to, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            S.Store(to + n, S.ScaleDown(S.Load(from + n)));
        }
    }

    /// <summary>Floats of the grid as whole numbers of its steps.</summary>
    public static void ToWholes(float* from, float* to, int count)
    {
        V steps = S.Broadcast(1f / Scaling.Grid);
        for (int n = 0; n < count; n += S.Width)
        {
            S.Store(to + n, S.Multiply(S.ScaleUp(S.Load(from + n)), steps));
        }
    }

    /// <summary>The floats of whole numbers of steps that were counted from <see cref="Scaling.Wholes"/>.</summary>
    public static void FromWholes(float* from, float* to, int count)
    {
        V wholes = S.Broadcast(Scaling.Wholes);
        V grid = S.Broadcast(Scaling.Grid);
        for (int n = 0; n < count; n += S.Width)
        {
            S.Store(to + n, S.ScaleDown(S.Multiply(S.Subtract(S.Load(from + n), wholes), grid)));
        }
    }

    /// <summary>Sums[n] += Σ one[k]·many[k, n], one chain of FMAs per sum, k ascending.</summary>
    /// <param name="vectors">Vectors of sums, 1 to 4.</param>
    /// <param name="one">The side that is broadcast.</param>
    /// <param name="onePitch">Floats between its elements.</param>
    /// <param name="many">The side whose elements lie in vectors.</param>
    /// <param name="manyPitch">Floats between its rows.</param>
    /// <param name="count">Values of k.</param>
    /// <param name="oneIsScaled">Which side is scaled up.</param>
    /// <param name="sums">Scaled up, before and after.</param>
    public static void Add(int vectors, float* one, long onePitch, float* many, long manyPitch, int count, bool oneIsScaled, float* sums)
    {
        switch (vectors)
        {
            case 1: Add<One>(one, onePitch, many, manyPitch, count, oneIsScaled, sums); break;
            case 2: Add<Two>(one, onePitch, many, manyPitch, count, oneIsScaled, sums); break;
            case 3: Add<Three>(one, onePitch, many, manyPitch, count, oneIsScaled, sums); break;
            default: Add<Four>(one, onePitch, many, manyPitch, count, oneIsScaled, sums); break;
        }
    }

    private static void Add<C>(float* one, long onePitch, float* many, long manyPitch, int count, bool oneIsScaled, float* sums)
        where C : struct, ICount
    {
        // Sums that are too small mostly stay so for a while, and those that are not, to the end.
        int wait = 0;
        int nextWait = 1;
        for (int k = 0; k < count; k += Part)
        {
            int part = Math.Min(Part, count - k);
            float* from = one + (k * onePitch);
            float* fromMany = many + (k * manyPitch);
            if (wait == 0)
            {
                if (TryPlainly<C>(from, onePitch, fromMany, manyPitch, part, sums))
                {
                    continue;
                }

                wait = nextWait;
                nextWait *= 2;
            }
            else
            {
                wait--;
            }

            if (!TryOnGrid<C>(from, onePitch, fromMany, manyPitch, part, sums))
            {
                OneByOne<C>(from, onePitch, fromMany, manyPitch, part, oneIsScaled, sums);
            }
        }
    }

    // Where no sum comes to lie on the grid, there is nothing to round to it. False, with the sums as they were, where one does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryPlainly<C>(float* one, long onePitch, float* many, long manyPitch, int count, float* sums)
        where C : struct, ICount
    {
        int w = S.Width;
        V c0 = S.Load(sums);
        V c1 = C.Value > 1 ? S.Load(sums + w) : S.Zero;
        V c2 = C.Value > 2 ? S.Load(sums + (2 * w)) : S.Zero;
        V c3 = C.Value > 3 ? S.Load(sums + (3 * w)) : S.Zero;
        V least = S.Broadcast(Scaling.Least);
        V smallest = least;
        for (int k = 0; k < count; k++)
        {
            V x = S.Broadcast(*one);
            c0 = S.Fma(x, S.Load(many), c0);
            smallest = S.AtMost(smallest, S.Abs(c0));
            if (C.Value > 1)
            {
                c1 = S.Fma(x, S.Load(many + w), c1);
                smallest = S.AtMost(smallest, S.Abs(c1));
            }

            if (C.Value > 2)
            {
                c2 = S.Fma(x, S.Load(many + (2 * w)), c2);
                smallest = S.AtMost(smallest, S.Abs(c2));
            }

            if (C.Value > 3)
            {
                c3 = S.Fma(x, S.Load(many + (3 * w)), c3);
                smallest = S.AtMost(smallest, S.Abs(c3));
            }

            one += onePitch;
            many += manyPitch;
        }

        if (S.Any(S.LessThan(smallest, least)))
        {
            return false;
        }

        Lanes<S, V>.StoreRow<C>(sums, c0, c1, c2, c3);
        return true;
    }

    // False, with the sums as they were, where a lane is odd.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryOnGrid<C>(float* one, long onePitch, float* many, long manyPitch, int count, float* sums)
        where C : struct, ICount
    {
        int w = S.Width;
        V c0 = S.Load(sums);
        V c1 = C.Value > 1 ? S.Load(sums + w) : S.Zero;
        V c2 = C.Value > 2 ? S.Load(sums + (2 * w)) : S.Zero;
        V c3 = C.Value > 3 ? S.Load(sums + (3 * w)) : S.Zero;
        V odd = S.Zero;
        for (int k = 0; k < count; k++)
        {
            V x = S.Broadcast(*one);
            c0 = ScaledChain<S, V>.Fma(x, S.Load(many), c0, ref odd);
            c1 = C.Value > 1 ? ScaledChain<S, V>.Fma(x, S.Load(many + w), c1, ref odd) : c1;
            c2 = C.Value > 2 ? ScaledChain<S, V>.Fma(x, S.Load(many + (2 * w)), c2, ref odd) : c2;
            c3 = C.Value > 3 ? ScaledChain<S, V>.Fma(x, S.Load(many + (3 * w)), c3, ref odd) : c3;
            one += onePitch;
            many += manyPitch;
        }

        if (S.Any(odd))
        {
            return false;
        }

        Lanes<S, V>.StoreRow<C>(sums, c0, c1, c2, c3);
        return true;
    }

    private static void OneByOne<C>(float* one, long onePitch, float* many, long manyPitch, int count, bool oneIsScaled, float* sums)
        where C : struct, ICount
    {
        for (int k = 0; k < count; k++)
        {
            V x = S.Broadcast(one[k * onePitch]);
            for (int v = 0; v < C.Value; v++)
            {
                V y = S.Load(many + (k * manyPitch) + (v * S.Width));
                V sum = S.Load(sums + (v * S.Width));
                S.Store(sums + (v * S.Width), oneIsScaled ? ScaledChain<S, V>.Fma(x, y, sum) : ScaledChain<S, V>.Fma(y, x, sum));
            }
        }
    }
}
