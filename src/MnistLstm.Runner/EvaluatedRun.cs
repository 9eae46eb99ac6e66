namespace MnistLstm.Runner;

/// <summary>What a trained model makes of the test part of its data.</summary>
/// <param name="Loss">The mean cross-entropy in nats.</param>
/// <param name="Accuracy">The fraction classified correctly.</param>
/// <param name="Confusion">How many samples of a class (the first index) were taken for which (the second).</param>
public sealed record EvaluatedRun(double Loss, double Accuracy, int[][] Confusion);
