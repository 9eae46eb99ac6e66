namespace MnistLstm.Training.Loop;

/// <summary>How far predicted numbers were from their targets, over all samples of a part and all targets of a sample.</summary>
/// <param name="Mae">The mean of the absolute errors.</param>
/// <param name="Rmse">The square root of the mean of the squared errors.</param>
/// <param name="R2">1 - Σ (y - t)² / Σ (t - mean)², the mean over the targets of a sample: 1 without an error, 0 for who always says the mean; null where a
/// target never changes.</param>
public sealed record ErrorFigures(double Mae, double Rmse, double? R2);
