namespace MnistLstm.Engine.Tests.Reference;

/// <summary>What is read of a sequence: [T][F] to [1][F].</summary>
/// <param name="kind"><c>last</c>, <c>final_states</c> or <c>mean</c>.</param>
/// <param name="directions">Those the features are made up of; means nothing but to <c>final_states</c>.</param>
internal sealed class ReferenceReadout(string kind, int directions) : ReferenceModule
{
    private int _steps;

    public override double[][] Forward(double[][] x, int sample)
    {
        _steps = x.Length;
        return [[.. Enumerable.Range(0, x[0].Length).Select(j => Enumerable.Range(0, _steps).Sum(t => Share(t, j, x[0].Length) * x[t][j]))]];
    }

    public override double[][] Backward(double[][] dy, ReferenceWeights gradients) =>
        [.. Enumerable.Range(0, _steps).Select(t => dy[0].Select((d, j) => Share(t, j, dy[0].Length) * d).ToArray())];

    // What part feature j of step t has in feature j of the readout.
    private double Share(int t, int j, int features) => kind switch
    {
        "last" => t == _steps - 1 ? 1 : 0,
        "final_states" => t == (j < features / directions ? _steps - 1 : 0) ? 1 : 0,
        "mean" => 1.0 / _steps,
        _ => throw new InvalidOperationException($"expected readout last, final_states or mean, got {kind}"),
    };
}
