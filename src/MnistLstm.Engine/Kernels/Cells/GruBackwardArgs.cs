using MnistLstm.Engine.Kernels.Subnormals;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary>One step back through time: from the gradient of h to those of the gates before their activations.</summary>
internal unsafe struct GruBackwardArgs
{
    public int Rows;

    public int HiddenSize;

    /// <summary>dh [rows, H].</summary>
    public float* HiddenGradient;

    public long HiddenGradientPitch;

    /// <summary>In: r, z, n, q. Out: the gradients of r's, z's and n's sums, then that of q, [rows, 4, P].</summary>
    public float* Gates;

    /// <summary>Floats between rows of <see cref="Gates"/>.</summary>
    public long GatesPitch;

    /// <summary>h of the previous step, [rows, H]; null in the first step, where it is zero.</summary>
    public float* PreviousHidden;

    public long PreviousHiddenPitch;

    /// <summary>What the output asks for at the previous step, [rows, H]; null for nothing.</summary>
    public float* PreviousAsked;

    public long PreviousAskedPitch;

    /// <summary>Receives fma(dh, z, asked), what the previous step's dh starts from, [rows, P].</summary>
    public float* Carry;

    /// <summary>Receives what the way back finds out about the sizes of gradients.</summary>
    public RowSizes Sizes;
}
