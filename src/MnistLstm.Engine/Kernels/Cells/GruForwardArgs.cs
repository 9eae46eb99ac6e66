using MnistLstm.Engine.Kernels.Products;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary>
/// One time step of one direction of a GRU layer for some rows of the batch. P is the hidden size rounded up to 16. The chains run:
/// r and z: b_ih + b_hh, then the inputs ascending, then the previous hidden state ascending; x: b_in, then the inputs ascending;
/// q: b_hn, then the previous hidden state ascending. Then r = σ(…), z = σ(…), n = tanh(x + q·r), h = (h' - n)·z + n, every operation
/// of these two rounded, as PyTorch's own kernels do it.
/// </summary>
internal unsafe struct GruForwardArgs
{
    public int Rows;

    public int HiddenSize;

    /// <summary>The inputs [rows, I].</summary>
    public Segment Inputs;

    /// <summary>h', the previous hidden state [rows, H]; its values are null in the first step, where it is zero.</summary>
    public Segment PreviousHidden;

    /// <summary>Packed by <see cref="GruForwardScalar.Pack"/> or <see cref="GruForwardVector{S, V}.Pack"/>.</summary>
    public float* Packed;

    /// <summary>b_ir + b_hr, b_iz + b_hz, b_in, b_hn, [4, P].</summary>
    public float* Bias;

    /// <summary>Receives r, z, n, q, [rows, 4, P]; null in evaluation.</summary>
    public float* Gates;

    /// <summary>Floats between rows of <see cref="Gates"/>.</summary>
    public long GatesPitch;

    /// <summary>Receives h; just H floats of each row are written.</summary>
    public float* Hidden;

    public long HiddenPitch;
}
