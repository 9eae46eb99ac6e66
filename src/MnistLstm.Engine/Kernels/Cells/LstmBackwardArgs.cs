using MnistLstm.Engine.Kernels.Subnormals;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary>One step back through time: from the gradient of h to the gradients of the gates before their activations.</summary>
internal unsafe struct LstmBackwardArgs
{
    public int Rows;

    public int HiddenSize;

    /// <summary>dh [rows, P].</summary>
    public float* HiddenGradient;

    public long HiddenGradientPitch;

    /// <summary>In: dc from the later step (not read when <see cref="First"/>). Out: dc for the earlier one. [rows, P].</summary>
    public float* CellGradient;

    /// <summary>True at the last time step, where no dc comes from later.</summary>
    public bool First;

    /// <summary>In: i, f, g, o. Out: the gradients before the activation. [rows, 4, P].</summary>
    public float* Gates;

    /// <summary>Floats between rows of <see cref="Gates"/>.</summary>
    public long GatesPitch;

    /// <summary>tanh(c) of this step, [rows, P].</summary>
    public float* TanhCell;

    /// <summary>c of the previous step, [rows, P]; null in the first step, where it is zero.</summary>
    public float* PreviousCell;

    /// <summary>h of the previous step, [rows, H]; null in the first step, where it is zero. Just its size is noted.</summary>
    public float* PreviousHidden;

    public long PreviousHiddenPitch;

    /// <summary>Receives what the way back finds out about the sizes of gradients.</summary>
    public RowSizes Sizes;
}
