using MnistLstm.Engine.Kernels.Subnormals;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>One time step of one direction, for some samples of the batch, on its way back: what a direction gives its cell.</summary>
internal unsafe struct CellBackward
{
    /// <summary>Samples.</summary>
    public int Rows;

    /// <summary>dh [rows, H], complete.</summary>
    public float* HiddenGradient;

    public long HiddenGradientPitch;

    /// <summary>In: what the forward pass left. Out: the gradients of the gates before their activations. [rows, blocks, P].</summary>
    public float* Gates;

    /// <summary>h of this step, rows <see cref="HiddenPitch"/> floats apart.</summary>
    public float* Hidden;

    /// <summary>h of the step before, with the same pitch; null in the first step, where it is zero.</summary>
    public float* PreviousHidden;

    /// <summary>What the output asks for at the step before, with the same pitch; null for nothing.</summary>
    public float* PreviousAsked;

    public long HiddenPitch;

    /// <summary>Receives what the cell finds out about the sizes of the gates' gradients.</summary>
    public RowSizes Sizes;

    /// <summary>Whether this is the last step of the sequence, so that nothing comes from later.</summary>
    public bool IsLast;

    /// <summary>The first sample, counted within the batch.</summary>
    public int Sample;

    /// <summary>The place of what is kept of this step.</summary>
    public int Place;

    /// <summary>The same of the step before in the direction; means nothing in the first step.</summary>
    public int PreviousPlace;

    public readonly bool IsFirst => PreviousHidden == null;
}
