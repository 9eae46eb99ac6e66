using MnistLstm.Training.Loop;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training;

/// <content>Where a training stands: in rows of metrics, each an epoch's or that of an evaluation, and in passes over the training samples.</content>
public abstract partial class Trainer
{
    /// <summary>How often metrics are taken: the plan's epochs, or where it counts steps its evaluations.</summary>
    public int Evaluations => CountsSteps ? (TrainingPlan.Steps + StepsPerEvaluation - 1) / StepsPerEvaluation : TrainingPlan.Epochs;

    /// <summary>Training steps between two rows of metrics; the last row may have fewer.</summary>
    public int StepsPerEvaluation => CountsSteps && TrainingPlan.EvalEvery > 0 ? TrainingPlan.EvalEvery : StepsPerEpoch;

    private bool CountsSteps => TrainingPlan.Steps > 0;

    private int? PlannedSteps => CountsSteps ? TrainingPlan.Steps : null;

    /// <summary>The training steps that are done after so many rows.</summary>
    private long StepsAfter(int rows) => CountsSteps ? Math.Min((long)rows * StepsPerEvaluation, TrainingPlan.Steps) : (long)rows * StepsPerEpoch;

    /// <summary>The samples that have been trained on after so many steps: of each pass the last batch may be smaller.</summary>
    private long SamplesAfter(long steps) =>
        (steps / StepsPerEpoch * EpochSamples) + Math.Min(steps % StepsPerEpoch * TrainingPlan.BatchSize, EpochSamples);

    /// <summary>The samples of a row, from 1.</summary>
    private long SamplesOf(int row) => SamplesAfter(StepsAfter(row)) - SamplesAfter(StepsAfter(row - 1));

    /// <summary>The training steps that are done when so many samples of a row are; null when no step ends there.</summary>
    private long? StepsWithin(int row, int samples)
    {
        if (samples < 0 || samples > SamplesOf(row))
        {
            return null;
        }

        long done = SamplesAfter(StepsAfter(row - 1)) + samples;
        long rest = done % EpochSamples;
        return rest % TrainingPlan.BatchSize == 0 ? (done / EpochSamples * StepsPerEpoch) + (rest / TrainingPlan.BatchSize) : null;
    }

    /// <summary>Whether so many steps end within a pass, whose order goes on to be used.</summary>
    private bool EndsWithinPass(long steps) => steps % StepsPerEpoch != 0;

    private void BeginPass()
    {
        _randomBeforeShuffle = Random.Save();
        DrawOrder();
    }

    private void ThrowIfOtherCount()
    {
        if (TrainingPlan.Steps < 0 || TrainingPlan.EvalEvery < 0 || CountsSteps == TrainingPlan.Epochs > 0)
        {
            throw new ArgumentException($"a plan has epochs or steps, at least 1, and not both; this one has {TrainingPlan.Epochs} and {TrainingPlan.Steps}");
        }

        if (SamplesAfter(StepsPerEvaluation) > int.MaxValue)
        {
            throw new ArgumentException($"there are more than {int.MaxValue} samples between two evaluations: evaluate more often than every "
                + $"{StepsPerEvaluation} steps");
        }
    }

    // Goes on where the epoch was left, if it was begun.
    private LossSums TrainOnce(int epoch, ITrainingObserver? observer, CancellationToken cancellation)
    {
        LossSums sums = _train ??= BeginEpoch();
        (long first, long end) = (StepsAfter(epoch - 1), StepsAfter(epoch));
        for (long step = StepsWithin(epoch, sums.Samples)!.Value; step < end; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            _atRest = false;
            int start = (int)(step % StepsPerEpoch) * TrainingPlan.BatchSize;
            if (start == 0 && step > first)
            {
                // The samples are all through and the row is not: the next pass has an order of its own.
                sums.Complete();
                BeginPass();
            }

            int count = Math.Min(TrainingPlan.BatchSize, EpochSamples - start);
            int batch = (int)(step - first) + 1;
            TrainBatch(_order, start, count);
            AddTo(sums, TrainSet, _order, start);
            StepObserver?.StepCompleted(new TrainingStep
            {
                Epoch = epoch,
                Batch = batch,
                Model = Model,
                Samples = _order.AsSpan(start, count),
                Losses = Losses,
                Loss = sums.LastBatchLoss,
            });
            if (!double.IsFinite(sums.LastBatchLoss))
            {
                throw new TrainingDivergedException(epoch, batch, sums.LastBatchLoss,
                    weighsNothing: WeighsNothing(TrainSet, _order[start..(start + count)]));
            }

            if (_scheduler is { StepsPerEpoch: > 0 })
            {
                _stepRates.Add(_scheduler);
                _scheduler.Step();
                Follow(_scheduler);
            }

            _atRest = true;
            observer?.BatchCompleted(epoch, sums.Samples, (int)SamplesOf(epoch), sums.MeanLoss);
        }

        _atRest = false;
        sums.Complete();
        _shortEnd = CountsSteps && end - first < StepsPerEvaluation ? new EpochProgress(_randomBeforeShuffle!, sums.Totals) : null;
        return sums;
    }

    private LossSums BeginEpoch()
    {
        if (_scheduler is not null)
        {
            Follow(_scheduler);
            _learningRates.Add(_scheduler.LearningRate);
        }

        if (!EndsWithinPass(StepsAfter(EpochsCompleted)))
        {
            BeginPass();
        }

        return NewSums(TrainSet, first: EpochsCompleted == 0);
    }
}
