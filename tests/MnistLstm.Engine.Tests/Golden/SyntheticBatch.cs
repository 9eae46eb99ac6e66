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

    /// <summary>Pixel values [B, T, I] of a batch, half of them dark.</summary>
    public static byte[] Pixels(int batch, int batchSize, int steps, int inputSize)
    {
        byte[] values = new byte[batchSize * steps * inputSize];
        for (int k = 0; k < values.Length; k++)
        {
            int top = (int)(Mixed((batch * values.Length) + k) >> 24);
            values[k] = (byte)(top < 128 ? 0 : 2 * (top - 128));
        }

        return values;
    }

    /// <summary>The pixels as the models read them, 0 … 1.</summary>
    public static float[] Inputs(int batch, int batchSize, int steps, int inputSize) =>
        [.. Pixels(batch, batchSize, steps, inputSize).Select(pixel => pixel / 255f)];

    /// <summary>[B], classes 0 … 9.</summary>
    public static int[] Labels(int batch, int batchSize) =>
        [.. Enumerable.Range(batch * batchSize, batchSize).Select(b => ((7 * b) + 3) % Classes)];
}
