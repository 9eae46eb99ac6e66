namespace MnistLstm.Engine.Memory;

/// <summary>The rows of matrices in the engine's buffers: each is as long as whole vectors of any width, so that a kernel needs no loop for the rest.</summary>
internal static class Padding
{
    /// <summary>Rows of buffers are padded to a multiple of this many floats: the widest vector, and a line of the cache.</summary>
    public const int Floats = 16;

    /// <summary>A row's length with its padding.</summary>
    public static int Of(int count) => (count + Floats - 1) / Floats * Floats;

    /// <summary>
    /// Floats from one long row of a buffer to the next: its length with its padding, and a line of the cache more where many rows, read at
    /// the same column, would otherwise fall on a few sets of the cache.
    /// </summary>
    public static int Pitch(int count)
    {
        int padded = Of(count);
        int lines = padded / Floats;
        return lines >= 8 && lines % 2 == 0 ? padded + Floats : padded;
    }
}
