namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>How a sweep is halved.</summary>
/// <param name="Factor">One in so many goes on from each rung, to so many times as many epochs; at least 2.</param>
/// <param name="MinResource">Epochs of the first rung, at least 1.</param>
internal sealed record HalvingOptions(int Factor = 3, int MinResource = 1);
