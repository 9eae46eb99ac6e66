namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>
/// How large the gradients of some rows are, as far as it is known. A cell's way back notes it of rows whose gradients have vanished, or nearly, while
/// they are at hand: what adds nothing need not be read again to find that out, and over many time steps it comes from far away. Of a row: the largest
/// magnitude of each block of its gates' gradients, then that of the hidden state before; infinity where nobody looked.
/// </summary>
/// <param name="first">The first row's; null where nothing is known of any.</param>
/// <param name="blocks">Blocks of a row.</param>
internal readonly unsafe struct RowSizes(float* first, int blocks)
{
    /// <summary>The first row's; null where nothing is known of any.</summary>
    public float* First => first;

    /// <summary>Floats from a row to the next.</summary>
    public int Pitch => Floats(blocks);

    /// <summary>Floats of a row.</summary>
    public static int Floats(int blocks) => blocks + 1;

    /// <summary>The largest magnitude of some rows' gradients, infinity where it is not known of one.</summary>
    public float Largest(int row, int rows)
    {
        if (first == null)
        {
            return float.PositiveInfinity;
        }

        float largest = 0f;
        float* at = first + ((long)row * Pitch);
        for (int r = 0; r < rows; r++)
        {
            for (int b = 0; b < blocks; b++)
            {
                largest = Math.Max(largest, at[b]);
            }

            at += Pitch;
        }

        return largest;
    }

    /// <summary>Notes that nobody looked at some rows.</summary>
    public void Forget(int row, int rows)
    {
        if (first != null)
        {
            new Span<float>(first + ((long)row * Pitch), rows * Pitch).Fill(float.PositiveInfinity);
        }
    }

    /// <summary>Looks at a row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="gates">Its gates' gradients, finite.</param>
    /// <param name="padded">Floats from a block to the next.</param>
    /// <param name="count">Those of a block that mean something.</param>
    /// <param name="hidden">The hidden state before, as many; null for zero.</param>
    public void Note(int row, float* gates, int padded, int count, float* hidden)
    {
        if (first == null)
        {
            return;
        }

        float* at = first + ((long)row * Pitch);
        for (int b = 0; b < blocks; b++)
        {
            Magnitudes magnitudes = default;
            magnitudes.Add(gates + ((long)b * padded), count);
            at[b] = magnitudes.Largest;
        }

        at[blocks] = hidden == null ? 0f : Magnitudes.LargestFactor(hidden, count);
    }
}
