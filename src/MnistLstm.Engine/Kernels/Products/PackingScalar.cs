namespace MnistLstm.Engine.Kernels.Products;

/// <summary>Matrices packed as they stand: the oracle reads them row by row.</summary>
internal static unsafe class PackingScalar
{
    public static void Rows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        for (int k = 0; k < rows; k++)
        {
            for (int n = 0; n < columns; n++)
            {
                packed[((long)(at + k) * columns) + n] = source[(k * pitch) + n];
            }
        }
    }

    public static void Transposed(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        for (int k = 0; k < rows; k++)
        {
            for (int n = 0; n < columns; n++)
            {
                packed[((long)(at + k) * columns) + n] = source[(n * pitch) + k];
            }
        }
    }
}
