using MnistLstm.Training;

namespace MnistLstm.Runner.Predictions;

/// <summary>A sample of a data set with what the model makes of it.</summary>
/// <param name="Index">Its place in the part, from 0.</param>
/// <param name="Label">Its class.</param>
/// <param name="Prediction">What it was taken for.</param>
/// <param name="Probabilities">One a class, adding up to 1.</param>
internal sealed record ScoredSample(int Index, int Label, Prediction Prediction, IReadOnlyList<double> Probabilities);
