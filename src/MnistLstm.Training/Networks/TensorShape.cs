namespace MnistLstm.Training.Networks;

/// <summary>What passes between two modules, the batch left out.</summary>
/// <param name="Steps">T; 0 when there is no time axis (any more).</param>
/// <param name="Features">Features of a step, or of the whole.</param>
/// <param name="Directions">The directions of a recurrent module that the features are made up of, half each; 0 for other features.</param>
public readonly record struct TensorShape(int Steps, int Features, int Directions = 0)
{
    /// <summary>Whether there is a time axis.</summary>
    public bool IsSequence => Steps > 0;

    /// <summary>As PyTorch would print it, B standing for the batch: <c>[B, 28, 128]</c>.</summary>
    public override string ToString() => IsSequence ? $"[B, {Steps}, {Features}]" : $"[B, {Features}]";
}
