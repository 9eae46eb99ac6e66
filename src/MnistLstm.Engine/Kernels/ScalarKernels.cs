using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels;

/// <summary>The oracle: every formula in plain loops, matrices packed as they stand. Also what a machine without FMA in hardware runs.</summary>
internal sealed unsafe partial class ScalarKernels : Kernels
{
    public override bool LiesPacked(int columns) => true;

    public override void PackRows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        for (int k = 0; k < rows; k++)
        {
            for (int n = 0; n < columns; n++)
            {
                packed[((long)(at + k) * columns) + n] = source[(k * pitch) + n];
            }
        }
    }

    public override void PackTransposed(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        for (int k = 0; k < rows; k++)
        {
            for (int n = 0; n < columns; n++)
            {
                packed[((long)(at + k) * columns) + n] = source[(n * pitch) + k];
            }
        }
    }

    public override void PackGates(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts)
    {
        if (part == 0)
        {
            int depth = inputSize + hiddenSize;
            PackTransposed(packed, depth, 4 * hiddenSize, 0, inputSize, weightIh, inputSize);
            if (weightHh != null)
            {
                PackTransposed(packed, depth, 4 * hiddenSize, inputSize, hiddenSize, weightHh, hiddenSize);
            }
        }
    }

    public override void Product(in ProductArgs a)
    {
        for (int r = 0; r < a.Rows; r++)
        {
            for (int n = 0; n < a.Columns; n++)
            {
                float start = a.Start == null ? 0f : a.Start[(r * a.StartPitch) + n];
                a.Output[(r * a.OutputPitch) + n] = Chain(start, a.Segments, a.SegmentCount, r, a.Packed + n, a.Columns);
            }
        }
    }

    public override void Gradients(GradientArgs* products, int count)
    {
        for (int p = 0; p < count; p++)
        {
            OneGradient(products[p]);
        }
    }

    private static void OneGradient(in GradientArgs a)
    {
        for (int j = 0; j < a.J; j++)
        {
            for (int n = 0; n < a.Columns; n++)
            {
                float sum = 0f;
                for (int row = 0; row < a.Rows; row += GradientBlock)
                {
                    float block = 0f;
                    for (int r = row; r < Math.Min(row + GradientBlock, a.Rows); r++)
                    {
                        block = MathF.FusedMultiplyAdd(a.D[(r * a.DPitch) + j], a.X[(r * a.XPitch) + n], block);
                    }

                    sum += block;
                }

                *(n < a.OutputColumns ? a.Output + (j * a.OutputPitch) + n : a.LastColumn + j) = sum;
            }
        }
    }

    public override void ColumnSum(float* d, long pitch, int rows, int count, float* output)
    {
        for (int j = 0; j < count; j++)
        {
            float sum = 0f;
            for (int row = 0; row < rows; row += GradientBlock)
            {
                float block = 0f;
                for (int r = row; r < Math.Min(row + GradientBlock, rows); r++)
                {
                    block += d[(r * pitch) + j];
                }

                sum += block;
            }

            output[j] = sum;
        }
    }

    public override void LstmForward(in LstmForwardArgs a)
    {
        int h = a.HiddenSize;
        int p = Pad(h);
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < h; u++)
            {
                float i = ScalarMath.Sigmoid(Gate(a, r, 0, u));
                float f = ScalarMath.Sigmoid(Gate(a, r, 1, u));
                float g = ScalarMath.Tanh(Gate(a, r, 2, u));
                float o = ScalarMath.Sigmoid(Gate(a, r, 3, u));
                float previous = a.PreviousCell == null ? 0f : a.PreviousCell[((long)r * p) + u];
                float c = MathF.FusedMultiplyAdd(f, previous, i * g);
                float tanhC = ScalarMath.Tanh(c);
                a.Cell[((long)r * p) + u] = c;
                a.Hidden[(r * a.HiddenPitch) + u] = o * tanhC;
                if (a.Gates != null)
                {
                    float* gates = a.Gates + (r * a.GatesPitch) + u;
                    gates[0] = i;
                    gates[p] = f;
                    gates[2 * p] = g;
                    gates[3 * p] = o;
                    a.TanhCell[((long)r * p) + u] = tanhC;
                }
            }
        }
    }

    public override void LstmBackward(in LstmBackwardArgs a)
    {
        int p = Pad(a.HiddenSize);
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < a.HiddenSize; u++)
            {
                float* gates = a.Gates + (r * a.GatesPitch) + u;
                float i = gates[0];
                float f = gates[p];
                float g = gates[2 * p];
                float o = gates[3 * p];
                float tanhC = a.TanhCell[((long)r * p) + u];
                float previous = a.PreviousCell == null ? 0f : a.PreviousCell[((long)r * p) + u];
                float dh = a.HiddenGradient[(r * a.HiddenGradientPitch) + u];
                float later = a.First ? 0f : a.CellGradient[((long)r * p) + u];

                float dc = MathF.FusedMultiplyAdd(dh * o, MathF.FusedMultiplyAdd(0f - tanhC, tanhC, 1f), later);
                gates[0] = dc * g * (i * (1f - i));
                gates[p] = dc * previous * (f * (1f - f));
                gates[2 * p] = dc * i * MathF.FusedMultiplyAdd(0f - g, g, 1f);
                gates[3 * p] = dh * tanhC * (o * (1f - o));
                a.CellGradient[((long)r * p) + u] = dc * f;
            }
        }
    }

    public override void Multiply(float* x, float* y, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            output[n] = x[n] * y[n];
        }
    }

    public override void Exp(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            output[n] = ScalarMath.Exp(x[n]);
        }
    }

    public override double SumOfSquares(float* x, int count)
    {
        double* lanes = stackalloc double[SquareLanes];
        for (int n = 0; n < count; n++)
        {
            lanes[n % SquareLanes] += (double)x[n] * x[n];
        }

        return AddLanes(lanes);
    }

    public override void Scale(float* x, float factor, long count)
    {
        for (long n = 0; n < count; n++)
        {
            x[n] *= factor;
        }
    }

    public override void Adam(in AdamArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n] * a.Shrink;
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            float m = a.FirstMoment[n];
            m = MathF.FusedMultiplyAdd(a.OneMinusBeta1, g - m, m);
            float v = MathF.FusedMultiplyAdd(a.OneMinusBeta2 * g, g, a.SecondMoment[n] * a.Beta2);
            float d = (MathF.Sqrt(v) / a.Correction) + a.Epsilon;
            a.FirstMoment[n] = m;
            a.SecondMoment[n] = v;
            a.Values[n] = p + (a.Step * m / d);
        }
    }

    public override void Sgd(in SgdArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n];
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            if (a.Buffer != null)
            {
                float b = a.First ? g : (a.Buffer[n] * a.Momentum) + g;
                a.Buffer[n] = b;
                g = a.Nesterov ? MathF.FusedMultiplyAdd(a.Momentum, b, g) : b;
            }

            a.Values[n] = MathF.FusedMultiplyAdd(a.Step, g, p);
        }
    }

    public override void RmsProp(in RmsPropArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n];
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            float v = MathF.FusedMultiplyAdd(a.OneMinusAlpha * g, g, a.SquareAverage[n] * a.Alpha);
            float d = MathF.Sqrt(v) + a.Epsilon;
            a.SquareAverage[n] = v;
            if (a.Buffer == null)
            {
                a.Values[n] = p + (a.Step * g / d);
            }
            else
            {
                float b = (a.Buffer[n] * a.Momentum) + (g / d);
                a.Buffer[n] = b;
                a.Values[n] = MathF.FusedMultiplyAdd(a.Step, b, p);
            }
        }
    }

    private static float Gate(in LstmForwardArgs a, int row, int gate, int unit) =>
        Chain(a.Bias[(gate * Pad(a.HiddenSize)) + unit], a.Segments, a.SegmentCount, row, a.Packed + (gate * a.HiddenSize) + unit, 4 * a.HiddenSize);

    private static float Chain(float start, Segment* segments, int count, int row, float* column, long pitch)
    {
        float sum = start;
        for (int s = 0; s < count; s++)
        {
            for (int k = 0; k < segments[s].Count; k++)
            {
                sum = MathF.FusedMultiplyAdd(segments[s].Values[(row * segments[s].Pitch) + k], *column, sum);
                column += pitch;
            }
        }

        return sum;
    }
}
