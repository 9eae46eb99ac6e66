using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Elementwise;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels;

/// <summary>
/// The kernels on vectors, vectorised across outputs and never along a sum. Each operation stands beside its arguments and its scalar form,
/// in the folder of its kind.
/// </summary>
internal sealed unsafe class VectorKernels<S, V> : KernelSet
    where S : struct, ISimd<V>
    where V : struct
{
    public override bool LiesPacked(int columns) => PackingVector<S, V>.LiesPacked(columns);

    public override void PackRows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch) =>
        PackingVector<S, V>.Rows(packed, depth, columns, at, rows, source, pitch);

    public override void PackTransposed(float* packed, int depth, int columns, int at, int rows, float* source, long pitch) =>
        PackingVector<S, V>.Transposed(packed, depth, columns, at, rows, source, pitch);

    public override void PackLstm(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts) =>
        LstmForwardVector<S, V>.Pack(packed, hiddenSize, inputSize, weightIh, weightHh, part, parts);

    public override void PackGru(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts) =>
        GruForwardVector<S, V>.Pack(packed, hiddenSize, inputSize, weightIh, weightHh, part, parts);

    public override void Product(in ProductArgs args) => ProductVector<S, V>.Product(args);

    public override void Gradients(GradientArgs* products, int count) => GradientVector<S, V>.Gradients(products, count);

    public override void ColumnSum(float* d, long pitch, int rows, int count, float* output) => ColumnSumVector<S, V>.ColumnSum(d, pitch, rows, count, output);

    public override void LstmForward(in LstmForwardArgs args) => LstmForwardVector<S, V>.Run(args);

    public override void LstmBackward(in LstmBackwardArgs args) => LstmBackwardVector<S, V>.Run(args);

    public override void GruForward(in GruForwardArgs args) => GruForwardVector<S, V>.Run(args);

    public override void GruBackward(in GruBackwardArgs args) => GruBackwardVector<S, V>.Run(args);

    public override void RnnForward(in RnnForwardArgs args) => RnnForwardVector<S, V>.Run(args);

    public override void RnnBackward(in RnnBackwardArgs args) => RnnBackwardVector<S, V>.Run(args);

    public override void Drop(float* x, byte* kept, long at, float factor, float* output, int count) =>
        ArithmeticVector<S, V>.Drop(x, kept, at, factor, output, count);

    public override void Relu(float* x, float* output, int count) => ActivationVector<S, V>.Relu(x, output, count);

    public override void ReluBackward(float* y, float* dy, float* output, int count) => ActivationVector<S, V>.ReluBackward(y, dy, output, count);

    public override void Tanh(float* x, float* output, int count) => ActivationVector<S, V>.Tanh(x, output, count);

    public override void TanhBackward(float* y, float* dy, float* output, int count) => ActivationVector<S, V>.TanhBackward(y, dy, output, count);

    public override void Exp(float* x, float* output, int count) => ArithmeticVector<S, V>.Exp(x, output, count);

    public override double SumOfSquares(float* x, int count) => SumOfSquaresVector<S, V>.Sum(x, count);

    public override void Scale(float* x, float factor, long count) => ArithmeticVector<S, V>.Scale(x, factor, count);

    public override void Clamp(float* x, float limit, long count) => ArithmeticVector<S, V>.Clamp(x, limit, count);

    public override void Adam(in AdamArgs args) => AdamVector<S, V>.Step(args);

    public override void Sgd(in SgdArgs args) => SgdVector<S, V>.Step(args);

    public override void RmsProp(in RmsPropArgs args) => RmsPropVector<S, V>.Step(args);

    public override void Adadelta(in AdadeltaArgs args) => AdadeltaVector<S, V>.Step(args);

    public override void Adagrad(in AdagradArgs args) => AdagradVector<S, V>.Step(args);

    public override void NAdam(in NAdamArgs args) => NAdamVector<S, V>.Step(args);
}
