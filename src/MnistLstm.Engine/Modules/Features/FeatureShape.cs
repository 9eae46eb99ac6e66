namespace MnistLstm.Engine.Modules.Features;

/// <summary>What passes between modules, the batch left out.</summary>
/// <param name="Steps">T, or 0 when there is no time axis (any more).</param>
/// <param name="Features">Features of a step, or of the whole.</param>
/// <param name="Directions">Of a recurrent layer's output: the directions its features are made up of, half each. Else 0.</param>
internal readonly record struct FeatureShape(int Steps, int Features, int Directions = 0)
{
    /// <summary>As PyTorch would print it, B standing for the batch: <c>[B, 28, 128]</c>.</summary>
    public override string ToString() => Steps == 0 ? $"[B, {Features}]" : $"[B, {Steps}, {Features}]";
}
