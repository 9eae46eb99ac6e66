using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>A row of up to 4 vectors of sums that are scaled up, of products of which one side is scaled up.</summary>
internal static unsafe class ScaledTile<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<C>(float* one, long onePitch, float* many, long manyPitch, int count, bool oneIsScaled, float* sums)
        where C : struct, ICount
    {
        int w = S.Width;
        V least = S.Broadcast(Scaling.Least);
        V c0 = S.Load(sums);
        V c1 = C.Value > 1 ? S.Load(sums + w) : S.Zero;
        V c2 = C.Value > 2 ? S.Load(sums + (2 * w)) : S.Zero;
        V c3 = C.Value > 3 ? S.Load(sums + (3 * w)) : S.Zero;
        for (int k = 0; k < count; k++)
        {
            V x = S.Broadcast(*one);
            c0 = ScaledChain<S, V>.Fma(x, S.Load(many), c0, oneIsScaled, least);
            c1 = C.Value > 1 ? ScaledChain<S, V>.Fma(x, S.Load(many + w), c1, oneIsScaled, least) : c1;
            c2 = C.Value > 2 ? ScaledChain<S, V>.Fma(x, S.Load(many + (2 * w)), c2, oneIsScaled, least) : c2;
            c3 = C.Value > 3 ? ScaledChain<S, V>.Fma(x, S.Load(many + (3 * w)), c3, oneIsScaled, least) : c3;
            one += onePitch;
            many += manyPitch;
        }

        Lanes<S, V>.StoreRow<C>(sums, c0, c1, c2, c3);
    }
}
