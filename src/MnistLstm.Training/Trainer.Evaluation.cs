using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training;

/// <content>The passes over the test set and the samples held out.</content>
public abstract partial class Trainer
{
    private (LossSums? Validation, LossSums Test) EvaluateBoth(int epoch, ITrainingObserver? observer, CancellationToken cancellation)
    {
        Mt19937State before = Random.Save();
        try
        {
            observer?.EvaluationStarted(epoch);
            LossSums? validation = ValidationSet is null
                ? null
                : EvaluateEpoch(ValidationSet, "validation", epoch, losses => StepObserver?.ValidationBatchCompleted(epoch, losses), cancellation);
            LossSums test = EvaluateEpoch(TestSet, "test", epoch, losses => StepObserver?.EvaluationBatchCompleted(epoch, losses), cancellation);
            observer?.EvaluationCompleted(epoch);
            _randomBeforeEvaluation = TrainingPlan.EvaluateEachEpoch && _shortEnd is null ? null : before;
            return (validation, test);
        }
        catch (OperationCanceledException)
        {
            // As it was after the last batch, so that the evaluation can be begun again.
            Random.Restore(before);
            _atRest = true;
            throw;
        }
    }

    private LossSums EvaluateEpoch(SequenceSet images, string what, int epoch, Action<ReadOnlySpan<float>> watch, CancellationToken cancellation)
    {
        BatchOrder.Sequential(Random);
        LossSums sums = EvaluateOnce(images, watch, cancellation);
        return double.IsFinite(sums.MeanLoss) ? sums
            : throw new TrainingDivergedException(epoch, batch: null, sums.MeanLoss, what, WeighsNothing(images, Enumerable.Range(0, images.Count)));
    }

    private LossSums EvaluateOnce(SequenceSet images, Action<ReadOnlySpan<float>>? watch, CancellationToken cancellation)
    {
        LossSums sums = NewSums(images);
        for (int start = 0; start < images.Count; start += LargestBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            EvaluateBatch(images, start, Math.Min(LargestBatch, images.Count - start));
            watch?.Invoke(Losses);
            AddTo(sums, images, null, start);
        }

        sums.Complete();
        return sums;
    }

    private LossSums NewSums(SequenceSet set, bool first = false) =>
        new(TrainingPlan.BatchSize, set.Targets is { } targets ? new ErrorSums(targets) : null) { KeepsFirst = first && set.Targets is not null };

    /// <summary>What a sample of a class counts in a mean of losses: 1, or its class's weight.</summary>
    /// <param name="label">The class.</param>
    public double LossWeight(int label) => TrainingPlan.ClassWeights is { } weights ? (float)weights[label] : 1;

    private bool WeighsNothing(SequenceSet part, IEnumerable<int> samples) =>
        TrainingPlan.ClassWeights is not null && samples.All(sample => LossWeight(part.Labels[sample]) == 0);

    // The batch's samples stand in the part as the order says; without one, in a row.
    private void AddTo(LossSums sums, SequenceSet part, int[]? order, int start)
    {
        if (TrainingPlan.ClassWeights is null)
        {
            sums.Add(Losses, Correct);
        }
        else
        {
            double[] weights = new double[Losses.Length];
            for (int sample = 0; sample < weights.Length; sample++)
            {
                weights[sample] = LossWeight(part.Labels[Place(sample)]);
            }

            sums.Add(Losses, Correct, weights);
        }

        for (int sample = 0; TrainingPlan.Loss != LossFunction.CrossEntropy && sample < Losses.Length; sample++)
        {
            sums.AddErrors(Scores(sample), Place(sample));
        }

        int Place(int sample) => order is null ? start + sample : order[start + sample];
    }
}
