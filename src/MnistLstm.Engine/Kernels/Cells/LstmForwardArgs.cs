using MnistLstm.Engine.Kernels.Products;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary>
/// One time step of one direction of an LSTM layer for some rows of the batch. P is the hidden size rounded up to 16. The gates'
/// chains run: b_ih + b_hh, then the inputs ascending, then the previous hidden state ascending.
/// </summary>
internal unsafe struct LstmForwardArgs
{
    public int Rows;

    public int HiddenSize;

    /// <summary>The inputs [rows, I], then the previous hidden state [rows, H] unless this is the first step.</summary>
    public Segment* Segments;

    public int SegmentCount;

    /// <summary>Packed by <see cref="LstmForwardScalar.Pack"/> or <see cref="LstmForwardVector{S, V}.Pack"/>.</summary>
    public float* Packed;

    /// <summary>Depth of the packed panels, I + H, though the first step uses only I of it.</summary>
    public int PackedDepth;

    /// <summary>b_ih + b_hh, [4, P].</summary>
    public float* Bias;

    /// <summary>c of the previous step [rows, P]; null in the first step, where it is zero.</summary>
    public float* PreviousCell;

    /// <summary>Receives the activated i, f, g, o, [rows, 4, P]; null in evaluation.</summary>
    public float* Gates;

    /// <summary>Floats between rows of <see cref="Gates"/>.</summary>
    public long GatesPitch;

    /// <summary>Receives c, [rows, P]; may be <see cref="PreviousCell"/>.</summary>
    public float* Cell;

    /// <summary>Receives tanh(c), [rows, P]; null in evaluation.</summary>
    public float* TanhCell;

    /// <summary>Receives h; just H floats of each row are written.</summary>
    public float* Hidden;

    public long HiddenPitch;
}
