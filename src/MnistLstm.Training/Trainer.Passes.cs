namespace MnistLstm.Training;

/// <content>Where a training stands: in rows of metrics, each an epoch's or that of an evaluation, and in passes over the training samples.</content>
public abstract partial class Trainer
{
    /// <summary>How often metrics are taken: the plan's epochs, or where it counts steps its evaluations.</summary>
    public int Evaluations => CountsSteps ? (TrainingPlan.Steps + StepsPerEvaluation - 1) / StepsPerEvaluation : TrainingPlan.Epochs;

    /// <summary>Training steps between two rows of metrics; the last row may have fewer.</summary>
    public int StepsPerEvaluation => CountsSteps && TrainingPlan.EvalEvery > 0 ? TrainingPlan.EvalEvery : StepsPerEpoch;

    private bool CountsSteps => TrainingPlan.Steps > 0;

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
}
