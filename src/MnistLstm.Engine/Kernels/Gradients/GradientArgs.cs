namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>
/// Output[j, n] = Σ D[r, j]·X[r, n]: a weight gradient from the gradients D of the outputs and the inputs X, both over all rows (time steps
/// × batch). Per element, every block of <see cref="GradientBlocks.Rows"/> rows is one chain of FMAs from zero, r ascending; the blocks'
/// sums are added in order, from zero.
/// </summary>
internal unsafe struct GradientArgs
{
    /// <summary>R.</summary>
    public int Rows;

    /// <summary>D [R, J], from the first j of this call on.</summary>
    public float* D;

    public long DPitch;

    /// <summary>Rows of the output to compute.</summary>
    public int J;

    /// <summary>X [R, N].</summary>
    public float* X;

    public long XPitch;

    /// <summary>N.</summary>
    public int Columns;

    /// <summary>[J, N] without padding; just these elements are written.</summary>
    public float* Output;

    public long OutputPitch;

    /// <summary>
    /// Where the output's last column goes instead, [J] without gaps; null: to the others. For a bias, which is the weight of an input that is
    /// always 1: where that input stands behind the others, its gradient is their product's last column.
    /// </summary>
    public float* LastColumn;

    /// <summary>
    /// Whether the sums begin with what stands in the output, which is that of earlier rows, a multiple of <see cref="GradientBlocks.Rows"/>; else from
    /// zero.
    /// </summary>
    public bool Continues;

    /// <summary>The largest magnitude of each row's D, or more, [R]; infinity where it is not known. Null: of no row.</summary>
    public float* LargestD;

    /// <summary>The same of each row's X; null: of no row.</summary>
    public float* LargestX;

    /// <summary>Floats from a row's <see cref="LargestD"/> and <see cref="LargestX"/> to the next row's.</summary>
    public int LargestPitch;

    /// <summary><see cref="GradientBlocks.Scratch"/> floats, for this thread alone.</summary>
    public float* Scratch;

    /// <summary>Columns that go to <see cref="Output"/>.</summary>
    public readonly int OutputColumns => LastColumn == null ? Columns : Columns - 1;
}
