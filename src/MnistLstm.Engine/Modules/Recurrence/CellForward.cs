using MnistLstm.Engine.Kernels.Products;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>One time step of one direction, for some samples of the batch, on its way forward: what a direction gives its cell.</summary>
internal unsafe struct CellForward
{
    /// <summary>Samples.</summary>
    public int Rows;

    /// <summary>Whether a backward pass follows, for which values must be kept.</summary>
    public bool Training;

    /// <summary>The inputs [rows, I], then the previous hidden state [rows, H] unless this is the first step.</summary>
    public Segment* Segments;

    public int SegmentCount;

    /// <summary>[blocks, P].</summary>
    public float* Bias;

    /// <summary>[rows, blocks, P]: for what the backward pass needs of the gates. Means nothing in evaluation.</summary>
    public float* Gates;

    /// <summary>Receives h; just H floats of each row are to be written.</summary>
    public float* Hidden;

    public long HiddenPitch;

    /// <summary>The first sample, counted within the batch.</summary>
    public int Sample;

    /// <summary>The step's place in time, counted from the first that is run.</summary>
    public int Step;

    /// <summary>The same of the step before in the direction; means nothing in the first step.</summary>
    public int PreviousStep;

    public readonly bool IsFirst => SegmentCount == 1;
}
