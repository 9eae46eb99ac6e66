namespace MnistLstm.Training.Loop;

/// <summary>How far the errors of predicted numbers have been added up: what a checkpoint in the middle of an epoch keeps of them.</summary>
/// <param name="Absolute">The sum of all |y - t|.</param>
/// <param name="Squares">For each target the sum of (y - t)².</param>
public sealed record ErrorTotals(double Absolute, IReadOnlyList<double> Squares);
