using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>The hyperparameters of the training loop itself; what belongs to model and optimizer is theirs.</summary>
public sealed record TrainingPlan
{
    /// <summary>Samples of a batch; the last one of an epoch may be smaller.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Whether the samples of every epoch come in an order drawn anew; false for the data's own order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether the last batch of an epoch is left out where it would be smaller than the others.</summary>
    public bool DropLast { get; init; }

    /// <summary>Number of epochs; 0 where <see cref="Steps"/> are counted.</summary>
    public int Epochs { get; init; }

    /// <summary>Number of training steps, instead of epochs; 0 where those are counted.</summary>
    public int Steps { get; init; }

    /// <summary>Where steps are counted: how many there are from one evaluation to the next; 0 for those of a pass over the training samples. The last
    /// step is evaluated after in any case.</summary>
    public int EvalEvery { get; init; }

    /// <summary>Seed of the random state.</summary>
    public long Seed { get; init; }

    /// <summary>Use only the first N training samples; null for all.</summary>
    public int? TrainSamples { get; init; }

    /// <summary>Use only the first N test samples; null for all.</summary>
    public int? TestSamples { get; init; }

    /// <summary>Training samples, the last ones, that are held out: not trained on, and evaluated before the test samples. 0 for none.</summary>
    public int ValidationSamples { get; init; }

    /// <summary>The fraction of the training samples that is held out, rounded down, where <see cref="ValidationSamples"/> is 0; 0 for none.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>The seed of a random choice of what is held out, as <c>torch.utils.data.random_split</c> makes it; null for the last samples.</summary>
    public long? ValidationSeed { get; init; }

    /// <summary>The largest norm of all gradients together that is not scaled down; 0 to leave gradients as they are.</summary>
    public double ClipGradNorm { get; init; }

    /// <summary>The largest magnitude of a gradient's element, to which others are clamped; 0 to leave them as they are. Not beside
    /// <see cref="ClipGradNorm"/>.</summary>
    public double ClipGradValue { get; init; }

    /// <summary>What the model's outputs are judged by.</summary>
    public LossFunction Loss { get; init; } = LossFunction.CrossEntropy;

    /// <summary>The cross-entropy's <c>label_smoothing</c>, from 0 to less than 1; of the evaluations' losses, too.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The cross-entropy's <c>weight</c>, a number for each class, at least 0 and one of them above; null for none. Losses of batches and of
    /// evaluations are weighted means.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>Epochs without a new least validation loss that end the training before its last epoch; 0 for none. Needs held-out samples, evaluated after
    /// every epoch. Where steps are counted, it counts evaluations.</summary>
    public int EarlyStoppingPatience { get; init; }

    /// <summary>Whether the weights of the epoch with the least validation loss are the result, not the last epoch's. Needs held-out samples, evaluated after
    /// every epoch.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>How values are normalised before the model reads them; null to read them as they are.</summary>
    public Normalization? Normalize { get; init; }

    /// <summary>The seed of the fixed order in which the values of every sequence are read; null for their own order.</summary>
    public long? Permutation { get; init; }

    /// <summary>True: evaluate after every epoch. False: after the last one only.</summary>
    public bool EvaluateEachEpoch { get; init; } = true;
}
