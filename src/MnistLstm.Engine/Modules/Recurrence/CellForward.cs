using MnistLstm.Engine.Kernels.Products;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>One time step of one direction, for some samples of the batch, on its way forward: what a direction gives its cell.</summary>
internal unsafe struct CellForward
{
    /// <summary>Samples.</summary>
    public int Rows;

    /// <summary>Whether what the way back needs is kept.</summary>
    public bool Keeps;

    /// <summary>The inputs [rows, I], then the previous hidden state [rows, H] unless this is the first step.</summary>
    public Segment* Segments;

    public int SegmentCount;

    /// <summary>[blocks, P].</summary>
    public float* Bias;

    /// <summary>[rows, blocks, P]: for what the way back needs of the gates. Means nothing where nothing is kept.</summary>
    public float* Gates;

    /// <summary>Receives h; just H floats of each row are to be written.</summary>
    public float* Hidden;

    public long HiddenPitch;

    /// <summary>The first sample, counted within the batch.</summary>
    public int Sample;

    /// <summary>The place of what is kept of this step.</summary>
    public int Place;

    /// <summary>The same of the step before in the direction, or <see cref="RecurrentCell.Passing"/>; means nothing in the first step.</summary>
    public int PreviousPlace;

    public readonly bool IsFirst => SegmentCount == 1;
}
