using System.Runtime.Intrinsics;
using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Elementwise;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels;

/// <summary>
/// The arithmetic of exact/1. Two implementations give the same bits: <see cref="ScalarKernels"/>, slow and obvious, and
/// <see cref="VectorKernels{S, V}"/> for each vector width. A call works on the rows or columns it is given, so threads share the work
/// by calling with different ones. Whole vectors are read: behind a row that has no padding up to 15 floats more are touched, and written only
/// where it says so.
/// </summary>
internal abstract unsafe class KernelSet
{
    /// <summary>The kernels of a width. Any width may be asked for; one the machine lacks is slow but exact.</summary>
    public static KernelSet Of(SimdWidth width) => width switch
    {
        SimdWidth.Vector512 => new VectorKernels<Simd512, Vector512<float>>(),
        SimdWidth.Vector256 => new VectorKernels<Simd256, Vector256<float>>(),
        SimdWidth.Vector128 => new VectorKernels<Simd128, Vector128<float>>(),
        _ => new ScalarKernels(),
    };

    /// <summary>Floats that W [K, N] takes packed.</summary>
    public static long PackedLength(int depth, int columns) => (long)depth * Padding.Of(columns);

    /// <summary>Whether W [K, N] packed lies as W itself does, without gaps, so that it need not be packed.</summary>
    public abstract bool LiesPacked(int columns);

    /// <summary>Packs rows <paramref name="at"/> … of W from a source that lies as W does: W[at + k, n] = source[k·pitch + n].</summary>
    /// <param name="packed">The packed matrix.</param>
    /// <param name="depth">K of the whole matrix.</param>
    /// <param name="columns">N.</param>
    /// <param name="at">First row of W to fill.</param>
    /// <param name="rows">Rows of W to fill.</param>
    /// <param name="source">The first of them.</param>
    /// <param name="pitch">Floats between the source's rows.</param>
    public abstract void PackRows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch);

    /// <summary>As <see cref="PackRows"/>, from a source that lies transposed: W[at + k, n] = source[n·pitch + k].</summary>
    public abstract void PackTransposed(float* packed, int depth, int columns, int at, int rows, float* source, long pitch);

    /// <summary>
    /// Packs an LSTM's weight_ih [4·H, I] and weight_hh [4·H, H] as one matrix [I + H, 4·H] for <see cref="LstmForward"/>.
    /// </summary>
    /// <param name="packed">4 · (I + H) · P floats.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="inputSize">I.</param>
    /// <param name="weightIh">[4·H, I].</param>
    /// <param name="weightHh">[4·H, H], or null when no step will read them.</param>
    /// <param name="part">This call's part of the work …</param>
    /// <param name="parts">… of so many.</param>
    public abstract void PackLstm(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts);

    /// <summary>
    /// Packs a GRU's weight_ih [3·H, I] and weight_hh [3·H, H] as one matrix [I + H, 3·H] for <see cref="GruForward"/>.
    /// </summary>
    /// <param name="packed">3 · (I + H) · P floats.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="inputSize">I.</param>
    /// <param name="weightIh">[3·H, I].</param>
    /// <param name="weightHh">[3·H, H], or null when no step will read them.</param>
    /// <param name="part">This call's part of the work …</param>
    /// <param name="parts">… of so many.</param>
    public abstract void PackGru(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts);

    /// <summary>See <see cref="ProductArgs"/>.</summary>
    public abstract void Product(in ProductArgs args);

    /// <summary>See <see cref="GradientArgs"/>.</summary>
    public void Gradient(GradientArgs args) => Gradients(&args, 1);

    /// <summary>Several of <see cref="GradientArgs"/>, whose rows lie in the same memory, side by side.</summary>
    public abstract void Gradients(GradientArgs* products, int count);

    /// <summary>Output[j] = Σ D[r, j], in blocks as <see cref="Gradients"/>; just <paramref name="count"/> floats are written.</summary>
    public abstract void ColumnSum(float* d, long pitch, int rows, int count, float* output);

    /// <summary>See <see cref="LstmForwardArgs"/>.</summary>
    public abstract void LstmForward(in LstmForwardArgs args);

    /// <summary>See <see cref="LstmBackwardArgs"/>.</summary>
    public abstract void LstmBackward(in LstmBackwardArgs args);

    /// <summary>See <see cref="GruForwardArgs"/>.</summary>
    public abstract void GruForward(in GruForwardArgs args);

    /// <summary>See <see cref="GruBackwardArgs"/>.</summary>
    public abstract void GruBackward(in GruBackwardArgs args);

    /// <summary>See <see cref="RnnForwardArgs"/>.</summary>
    public abstract void RnnForward(in RnnForwardArgs args);

    /// <summary>See <see cref="RnnBackwardArgs"/>.</summary>
    public abstract void RnnBackward(in RnnBackwardArgs args);

    /// <summary>Output[n] = x[n]·factor where bit <paramref name="at"/> + n of <paramref name="kept"/> is set, x[n]·0 where not; just
    /// <paramref name="count"/> floats are written. Up to three bytes behind the last bit are read.</summary>
    public abstract void Drop(float* x, byte* kept, long at, float factor, float* output, int count);

    /// <summary>Output[n] = x[n], but 0 where it is below 0; just <paramref name="count"/> floats are written.</summary>
    public abstract void Relu(float* x, float* output, int count);

    /// <summary>Output[n] = dy[n] where y[n] is above 0, else 0; just <paramref name="count"/> floats are written.</summary>
    public abstract void ReluBackward(float* y, float* dy, float* output, int count);

    /// <summary>Output[n] = tanh(x[n]); just <paramref name="count"/> floats are written.</summary>
    public abstract void Tanh(float* x, float* output, int count);

    /// <summary>Output[n] = dy[n]·(1 - y[n]²); just <paramref name="count"/> floats are written.</summary>
    public abstract void TanhBackward(float* y, float* dy, float* output, int count);

    /// <summary>Output[n] = e^x[n], whole vectors.</summary>
    public abstract void Exp(float* x, float* output, int count);

    /// <summary>Σ x[n]² in double: lane l sums the elements l, l + 16, … ascending, from +0, and the lanes are added in order, from lane 0.</summary>
    public abstract double SumOfSquares(float* x, int count);

    /// <summary>X[n] = x[n]·factor, whole vectors.</summary>
    public abstract void Scale(float* x, float factor, long count);

    /// <summary>X[n] = limit where it is above, -limit where it is below that, x[n] where not (also for NaN), whole vectors; the limit is above 0.</summary>
    public abstract void Clamp(float* x, float limit, long count);

    /// <summary>See <see cref="AdamArgs"/>.</summary>
    public abstract void Adam(in AdamArgs args);

    /// <summary>See <see cref="SgdArgs"/>.</summary>
    public abstract void Sgd(in SgdArgs args);

    /// <summary>See <see cref="RmsPropArgs"/>.</summary>
    public abstract void RmsProp(in RmsPropArgs args);

    /// <summary>See <see cref="AdadeltaArgs"/>.</summary>
    public abstract void Adadelta(in AdadeltaArgs args);

    /// <summary>See <see cref="AdagradArgs"/>.</summary>
    public abstract void Adagrad(in AdagradArgs args);

    /// <summary>See <see cref="NAdamArgs"/>.</summary>
    public abstract void NAdam(in NAdamArgs args);
}
