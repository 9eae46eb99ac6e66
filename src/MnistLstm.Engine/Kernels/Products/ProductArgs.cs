using MnistLstm.Engine.Kernels.Subnormals;

namespace MnistLstm.Engine.Kernels.Products;

/// <summary>
/// Output[r, n] = Start[r, n] + Σ A[r, k]·W[k, n], one chain of FMAs per element, k ascending through the segments in their order.
/// </summary>
internal unsafe struct ProductArgs
{
    /// <summary>Rows to compute.</summary>
    public int Rows;

    /// <summary>N, the columns that mean something; whole vectors are written.</summary>
    public int Columns;

    /// <summary>K, the rows of W.</summary>
    public int Depth;

    /// <summary>The parts of A, left to right; their counts add up to K, or to less when the last rows of W are not to be used.</summary>
    public Segment* Segments;

    public int SegmentCount;

    /// <summary>W [K, N], packed by <see cref="PackingScalar"/> or <see cref="PackingVector{S, V}"/>, as the product is scalar or not.</summary>
    public float* Packed;

    /// <summary>What each chain starts from; null for zero.</summary>
    public float* Start;

    /// <summary>Floats between the rows of <see cref="Start"/>; 0 for one row that serves all (a bias).</summary>
    public long StartPitch;

    /// <summary>Whether A are gradients that may have vanished, or nearly: see <see cref="Subnormals.Magnitudes"/>. Then the signs of zeros may be
    /// others.</summary>
    public bool MayVanish;

    /// <summary>What is known of the sizes of A's rows.</summary>
    public RowSizes Sizes;

    /// <summary>The largest weight's magnitude; not a number where it is not known yet, and then it is left there if it was looked for. May be null.</summary>
    public float* LargestWeight;

    public float* Output;

    public long OutputPitch;
}
