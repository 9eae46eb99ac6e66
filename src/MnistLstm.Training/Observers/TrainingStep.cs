using MnistLstm.Engine.Modules;

namespace MnistLstm.Training.Observers;

/// <summary>One training step as it ended. Nothing in it is a copy.</summary>
public readonly ref struct TrainingStep
{
    /// <summary>The epoch's number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The batch's number within the epoch, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>The model: its parameters' values after the step, their gradients in it.</summary>
    public required SequenceClassifier Model { get; init; }

    /// <summary>The places of the batch's samples in the training data, [B].</summary>
    public required ReadOnlySpan<int> Samples { get; init; }

    /// <summary>The losses of the batch's samples, [B]; with class weights each multiplied by its class's.</summary>
    public required ReadOnlySpan<float> Losses { get; init; }

    /// <summary>The batch's loss: their mean, with class weights the weighted one.</summary>
    public double Loss { get; init; }
}
