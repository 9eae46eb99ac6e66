namespace MnistLstm.Training.Data.Catalog;

/// <summary>What the samples of a data set are like. Compiled into the generator, too, which checks networks against it.</summary>
/// <param name="Steps">T, the time steps of a sequence.</param>
/// <param name="Features">I, the values of a step.</param>
/// <param name="Classes">K, the classes that labels tell apart; 0 where there are real targets instead.</param>
public sealed record DatasetShape(int Steps, int Features, int Classes)
{
    /// <summary>K, the numbers that a sequence is to be mapped to; 0 where it has a class.</summary>
    public int Targets { get; init; }

    /// <summary>Whether numbers are to be predicted, not a class.</summary>
    public bool HasTargets => Targets > 0;

    /// <summary>What a model puts out for a sequence: a score for each class, or the numbers.</summary>
    public int Outputs => HasTargets ? Targets : Classes;

    /// <summary>The values of a sequence, T · I.</summary>
    public int Values => Steps * Features;

    /// <summary>Whether a network can read the values of a sequence so many at a time.</summary>
    /// <param name="inputSize">The features of one of its time steps.</param>
    public bool IsDividedBy(long inputSize) => inputSize >= 1 && Values % inputSize == 0;
}
