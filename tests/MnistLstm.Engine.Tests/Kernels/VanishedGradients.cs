using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

/// <summary>Gradients that have vanished, or nearly, and kernels' arguments over them. Rows are padded.</summary>
internal static unsafe class VanishedGradients
{
    /// <summary>Numbers of either sign, from about 2^power down to a millionth of it, and some zeros.</summary>
    public static NativeBuffer Of(long count, int power, int seed)
    {
        System.Random random = new(seed);
        NativeBuffer buffer = new(count);
        for (long n = 0; n < count; n++)
        {
            double size = Math.ScaleB(1 + random.NextDouble(), power - 1 - (int)(20 * random.NextDouble() * random.NextDouble()));
            buffer.Pointer[n] = random.Next(11) == 0 ? 0f : (float)(random.Next(2) == 0 ? size : -size);
        }

        return buffer;
    }

    /// <summary>A cell's step back.</summary>
    public static LstmBackwardArgs Lstm(int rows, int hidden, NativeBuffer dh, NativeBuffer dc, Floats gates, Floats tanhCell, Floats previous) => new()
    {
        Rows = rows,
        HiddenSize = hidden,
        HiddenGradient = dh.Pointer,
        HiddenGradientPitch = Padding.Of(hidden),
        CellGradient = dc.Pointer,
        Gates = gates.Pointer,
        GatesPitch = 4 * Padding.Of(hidden),
        TanhCell = tanhCell.Pointer,
        PreviousCell = previous.Pointer,
    };

    /// <summary>A weight gradient [J, columns].</summary>
    public static GradientArgs Product(int rows, NativeBuffer d, int j, Floats x, int columns, NativeBuffer output, NativeBuffer scratch) => new()
    {
        Rows = rows,
        D = d.Pointer,
        DPitch = Padding.Of(j),
        J = j,
        X = x.Pointer,
        XPitch = Padding.Of(columns),
        Columns = columns,
        Output = output.Pointer,
        OutputPitch = columns,
        Scratch = scratch.Pointer,
    };
}
