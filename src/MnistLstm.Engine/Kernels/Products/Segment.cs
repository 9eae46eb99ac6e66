namespace MnistLstm.Engine.Kernels.Products;

/// <summary>Part of a product's left matrix: <see cref="Count"/> columns of it, row after row <see cref="Pitch"/> floats apart.</summary>
internal unsafe struct Segment(float* values, long pitch, int count)
{
    public float* Values = values;
    public long Pitch = pitch;
    public int Count = count;
}
