using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>How a cell's backward pass computes with gradients: as they are, or scaled up where they have nearly vanished. The bits are the same, but for the
/// signs of zeros.</summary>
internal unsafe interface IGradientMath<V> where V : struct
{
    static abstract V Load(float* gradients);

    static abstract void Store(float* gradients, V value);

    /// <summary>A gradient times a number that is none.</summary>
    static abstract V Multiply(V gradient, V factor);

    /// <summary>Gradient·factor + sum, rounded once; the sum is a gradient, too.</summary>
    static abstract V Fma(V gradient, V factor, V sum);
}

/// <summary>Gradients as they are.</summary>
internal readonly unsafe struct PlainGradients<S, V> : IGradientMath<V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(float* gradients) => S.Load(gradients);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* gradients, V value) => S.Store(gradients, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Multiply(V gradient, V factor) => S.Multiply(gradient, factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V gradient, V factor, V sum) => S.Fma(gradient, factor, sum);
}

/// <summary>Gradients scaled up between memory and memory.</summary>
internal readonly unsafe struct ScaledGradients<S, V> : IGradientMath<V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(float* gradients) => S.ScaleUp(S.Load(gradients));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* gradients, V value) => S.Store(gradients, S.ScaleDown(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Multiply(V gradient, V factor) => ScaledChain<S, V>.Multiply(gradient, factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V gradient, V factor, V sum) => ScaledChain<S, V>.Fma(gradient, factor, sum);
}
