namespace MnistLstm.Runner.Engines;

/// <summary>A model and its batches, to be timed: LSTM layers over sequences, the last step's output into class scores, cross-entropy, Adam.</summary>
/// <param name="BatchSize">B of a training step.</param>
/// <param name="EvaluationBatch">B of an evaluation.</param>
/// <param name="Steps">T.</param>
/// <param name="InputSize">I.</param>
/// <param name="HiddenSize">H of each direction.</param>
/// <param name="Layers">Layers on top of each other.</param>
/// <param name="Bidirectional">Whether each layer also reads the steps from the last to the first.</param>
/// <param name="Classes">C.</param>
/// <param name="Samples">N, samples of noise that batches are taken from.</param>
public sealed record TimedShape(
    int BatchSize, int EvaluationBatch, int Steps, int InputSize, int HiddenSize, int Layers, bool Bidirectional, int Classes, int Samples);
