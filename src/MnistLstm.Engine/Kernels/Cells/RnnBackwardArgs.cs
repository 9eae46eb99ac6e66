using MnistLstm.Engine.Kernels.Subnormals;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary>One step back through time: dz = dh·(1 - h²), the bracket being fma(-h, h, 1); of ReLU dz = 0 &lt; h ? dh : +0.</summary>
internal unsafe struct RnnBackwardArgs
{
    public int Rows;

    public int HiddenSize;

    /// <summary>dh [rows, H].</summary>
    public float* HiddenGradient;

    public long HiddenGradientPitch;

    /// <summary>h of this step, [rows, H].</summary>
    public float* Hidden;

    public long HiddenPitch;

    /// <summary>Receives dz, [rows, P].</summary>
    public float* Gates;

    /// <summary>Floats between rows of <see cref="Gates"/>.</summary>
    public long GatesPitch;

    /// <summary>Whether h is a ReLU's.</summary>
    public bool Relu;

    /// <summary>h of the previous step, [rows, H]; null in the first step, where it is zero. Just its size is noted.</summary>
    public float* PreviousHidden;

    public long PreviousHiddenPitch;

    /// <summary>Receives what the way back finds out about the sizes of gradients.</summary>
    public RowSizes Sizes;
}
