using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Elementwise;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Kernels.Products;

namespace MnistLstm.Engine.Kernels;

/// <summary>
/// The oracle: every formula in plain loops, matrices packed as they stand. Also what a machine without FMA in hardware runs. Each operation
/// stands beside its arguments and its vector form, in the folder of its kind.
/// </summary>
internal sealed unsafe class ScalarKernels : KernelSet
{
    public override bool LiesPacked(int columns) => true;

    public override void PackRows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch) =>
        PackingScalar.Rows(packed, depth, columns, at, rows, source, pitch);

    public override void PackTransposed(float* packed, int depth, int columns, int at, int rows, float* source, long pitch) =>
        PackingScalar.Transposed(packed, depth, columns, at, rows, source, pitch);

    public override void PackLstm(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts) =>
        LstmForwardScalar.Pack(packed, hiddenSize, inputSize, weightIh, weightHh, part, parts);

    public override void PackGru(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts) =>
        GruForwardScalar.Pack(packed, hiddenSize, inputSize, weightIh, weightHh, part, parts);

    public override void Product(in ProductArgs args) => ProductScalar.Product(args);

    public override void Gradients(GradientArgs* products, int count)
    {
        for (int p = 0; p < count; p++)
        {
            GradientScalar.Gradient(products[p]);
        }
    }

    public override void ColumnSum(float* d, long pitch, int rows, int count, float* output) => ColumnSumScalar.ColumnSum(d, pitch, rows, count, output);

    public override void LstmForward(in LstmForwardArgs args) => LstmForwardScalar.Run(args);

    public override void LstmBackward(in LstmBackwardArgs args) => LstmBackwardScalar.Run(args);

    public override void GruForward(in GruForwardArgs args) => GruForwardScalar.Run(args);

    public override void GruBackward(in GruBackwardArgs args) => GruBackwardScalar.Run(args);

    public override void RnnForward(in RnnForwardArgs args) => RnnForwardScalar.Run(args);

    public override void RnnBackward(in RnnBackwardArgs args) => RnnBackwardScalar.Run(args);

    public override void Drop(float* x, byte* kept, long at, float factor, float* output, int count) =>
        ArithmeticScalar.Drop(x, kept, at, factor, output, count);

    public override void Relu(float* x, float* output, int count) => ActivationScalar.Relu(x, output, count);

    public override void ReluBackward(float* y, float* dy, float* output, int count) => ActivationScalar.ReluBackward(y, dy, output, count);

    public override void Tanh(float* x, float* output, int count) => ActivationScalar.Tanh(x, output, count);

    public override void TanhBackward(float* y, float* dy, float* output, int count) => ActivationScalar.TanhBackward(y, dy, output, count);

    public override void Exp(float* x, float* output, int count) => ArithmeticScalar.Exp(x, output, count);

    public override double SumOfSquares(float* x, int count) => SumOfSquaresScalar.Sum(x, count);

    public override void Scale(float* x, float factor, long count) => ArithmeticScalar.Scale(x, factor, count);

    public override void Clamp(float* x, float limit, long count) => ArithmeticScalar.Clamp(x, limit, count);

    public override void Adam(in AdamArgs args) => AdamScalar.Step(args);

    public override void Sgd(in SgdArgs args) => SgdScalar.Step(args);

    public override void RmsProp(in RmsPropArgs args) => RmsPropScalar.Step(args);

    public override void Adadelta(in AdadeltaArgs args) => AdadeltaScalar.Step(args);

    public override void Adagrad(in AdagradArgs args) => AdagradScalar.Step(args);

    public override void NAdam(in NAdamArgs args) => NAdamScalar.Step(args);
}
