namespace MnistLstm.Engine.Memory;

/// <summary>A column of a matrix as wide as a line of the cache: a line a row.</summary>
internal unsafe struct CacheColumn
{
    public float* First;

    /// <summary>Floats between the rows.</summary>
    public long Pitch;

    /// <summary>Nothing to ask for: the same line over and over, one that is at hand.</summary>
    public static CacheColumn None(float* line) => new() { First = line };
}
