using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;

namespace MnistLstm.Runner.Predictions;

/// <summary>What a trained model that predicts numbers makes of a part of its data.</summary>
/// <param name="Samples">Every sample, in the part's order.</param>
/// <param name="Loss">The mean loss, to the bit what training gives for the test part.</param>
/// <param name="Errors">The errors over all targets, to the bit likewise.</param>
/// <param name="Targets">Those of each target by itself.</param>
internal sealed record NumberEvaluation(IReadOnlyList<PredictedSample> Samples, double Loss, ErrorFigures Errors, IReadOnlyList<ErrorFigures> Targets)
{
    /// <summary>The samples with the greatest loss.</summary>
    public IReadOnlyList<PredictedSample> Worst(int count) =>
        [.. Samples.OrderByDescending(sample => sample.Loss).ThenBy(sample => sample.Index).Take(count)];

    /// <summary>Evaluates.</summary>
    /// <param name="trainer">A trainer with the weights.</param>
    /// <param name="sequences">The part of the data.</param>
    /// <param name="cancellation">Ends it between two slices of the part.</param>
    public static NumberEvaluation Of(Trainer trainer, SequenceSet sequences, CancellationToken cancellation = default)
    {
        Engine.Execution.RealTargets targets = sequences.Targets ?? throw new ArgumentException("the sequences have no targets", nameof(sequences));
        IReadOnlyList<Prediction> predictions = Evaluation.Predictions(trainer, sequences, cancellation);
        ErrorSums all = new(targets);
        ErrorSums[] each = [.. Enumerable.Range(0, targets.Width).Select(target => new ErrorSums(targets.Column(target)))];
        double loss = 0;
        foreach ((int index, Prediction prediction) in predictions.Index())
        {
            float[] numbers = [.. prediction.Scores];
            loss += prediction.Loss!.Value;
            all.Add(numbers, index);
            for (int target = 0; target < each.Length; target++)
            {
                each[target].Add(numbers.AsSpan(target, 1), index);
            }
        }

        return new NumberEvaluation(
            [.. predictions.Select((prediction, i) => new PredictedSample(i, targets.Of(i).ToArray(), prediction.Scores, prediction.Loss!.Value))],
            loss / predictions.Count, all.Figures(predictions.Count), [.. each.Select(sums => sums.Figures(predictions.Count))]);
    }
}

/// <summary>A sample with the numbers that a model predicts of it.</summary>
/// <param name="Index">Its place in the part, from 0.</param>
/// <param name="Targets">What they ought to be.</param>
/// <param name="Predicted">What they are.</param>
/// <param name="Loss">The sample's loss.</param>
internal sealed record PredictedSample(int Index, IReadOnlyList<float> Targets, IReadOnlyList<float> Predicted, float Loss);
