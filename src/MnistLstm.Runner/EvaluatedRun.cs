using MnistLstm.Training;
using MnistLstm.Training.Loop;

namespace MnistLstm.Runner;

/// <summary>What a trained model makes of the test part of its data.</summary>
/// <param name="Loss">The mean loss, to the bit what the run's last epoch came to: cross-entropy in nats, or the loss of a run that predicts numbers.</param>
/// <param name="Accuracy">The fraction classified correctly; null where numbers are predicted.</param>
/// <param name="Confusion">How many samples of a class (the first index) were taken for which (the second); empty where numbers are predicted.</param>
/// <param name="Errors">The errors of predicted numbers; null where samples are classified.</param>
public sealed record EvaluatedRun(double Loss, double? Accuracy, int[][] Confusion, ErrorFigures? Errors = null);
