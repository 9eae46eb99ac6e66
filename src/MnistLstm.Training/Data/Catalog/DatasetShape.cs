namespace MnistLstm.Training.Data.Catalog;

/// <summary>What the samples of a data set are like. Compiled into the generator, too, which checks networks against it.</summary>
/// <param name="Steps">T, the time steps of a sequence.</param>
/// <param name="Features">I, the values of a step.</param>
/// <param name="Classes">K, the classes that labels tell apart.</param>
public sealed record DatasetShape(int Steps, int Features, int Classes)
{
    /// <summary>The values of a sequence, T · I.</summary>
    public int Values => Steps * Features;

    /// <summary>Whether a network can read the values of a sequence so many at a time.</summary>
    /// <param name="inputSize">The features of one of its time steps.</param>
    public bool IsDividedBy(long inputSize) => inputSize >= 1 && Values % inputSize == 0;
}
