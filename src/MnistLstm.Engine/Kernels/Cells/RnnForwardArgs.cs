using MnistLstm.Engine.Kernels.Products;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary>
/// One time step of one direction of a plain recurrent layer for some rows of the batch: h = tanh(z) or ReLU(z), z's chain running b_ih + b_hh, then
/// the inputs ascending, then the previous hidden state ascending.
/// </summary>
internal unsafe struct RnnForwardArgs
{
    public int Rows;

    public int HiddenSize;

    /// <summary>The inputs [rows, I], then the previous hidden state [rows, H] unless this is the first step.</summary>
    public Segment* Segments;

    public int SegmentCount;

    /// <summary>weight_ih and weight_hh as one matrix [I + H, H], packed as for a product.</summary>
    public float* Packed;

    /// <summary>I + H, though the first step uses only I of it.</summary>
    public int PackedDepth;

    /// <summary>b_ih + b_hh, [P].</summary>
    public float* Bias;

    /// <summary>Receives h; just H floats of each row are written.</summary>
    public float* Hidden;

    public long HiddenPitch;

    /// <summary>Whether h = z &lt; 0 ? +0 : z.</summary>
    public bool Relu;
}
