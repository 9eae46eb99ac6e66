namespace MnistLstm.Engine.Tests.Golden;

/// <summary>Inputs and labels by the formulas of make_gradients.py, so that neither side stores them.</summary>
internal static class SyntheticBatch
{
    public const int Classes = 10;

    /// <summary>The hash h(k) of make_gradients.py.</summary>
    public static uint Mixed(int k)
    {
        uint h = unchecked((uint)(k + 1) * 2654435761u);
        h ^= h >> 15;
        h = unchecked(h * 2246822519u);
        return h ^ (h >> 13);
    }

    /// <summary>[B, T, I], pixel-like values in 0 … 1, half of them dark.</summary>
    public static float[] Inputs(int batch, int batchSize, int steps, int inputSize)
    {
        float[] values = new float[batchSize * steps * inputSize];
        for (int k = 0; k < values.Length; k++)
        {
            int top = (int)(Mixed((batch * values.Length) + k) >> 24);
            values[k] = (top < 128 ? 0 : 2 * (top - 128)) / 255f;
        }

        return values;
    }

    /// <summary>[B], classes 0 … 9.</summary>
    public static int[] Labels(int batch, int batchSize) =>
        [.. Enumerable.Range(batch * batchSize, batchSize).Select(b => ((7 * b) + 3) % Classes)];
}
