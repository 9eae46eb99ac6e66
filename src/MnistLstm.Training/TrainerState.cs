using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <summary>
/// All that the coming batches and epochs of a training depend on, as <see cref="Trainer.SaveState"/> gives it: a copy that later steps do
/// not change. Hyperparameters and data are not part of it. Nor is what follows from <see cref="Epochs"/>: how long early stopping has
/// waited, and how often the scheduler has stepped.
/// </summary>
public sealed record TrainerState
{
    /// <summary>The epochs of the plan it was trained by; where it counted steps, its evaluations.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>The steps of the plan it was trained by; null where that counted epochs.</summary>
    public int? PlannedSteps { get; init; }

    /// <summary>The metrics of the completed epochs, from the first.</summary>
    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    /// <summary>The scheduler's learning rate of every epoch that was begun; empty without a scheduler.</summary>
    public required IReadOnlyList<double> LearningRates { get; init; }

    /// <summary>How far the epoch after those has come; null between two epochs.</summary>
    public EpochProgress? Progress { get; init; }

    /// <summary>Between two evaluations that do not end a pass over the samples: the default generator as that pass began. Null elsewhere.</summary>
    public Mt19937State? RandomBeforePass { get; init; }

    /// <summary>PyTorch's default generator.</summary>
    public required Mt19937State Random { get; init; }

    /// <summary>The same before an evaluation that only the plan's last epoch has, or that a <see cref="ShortEnd"/> leads to: what a longer training goes on
    /// from. Null where it is not needed.</summary>
    public Mt19937State? RandomBeforeEvaluation { get; init; }

    /// <summary>After the last evaluation of a plan that counts steps, where fewer of them lead to it than to the others: how far they had come. A
    /// training of more steps goes on from there, and is evaluated later. Null elsewhere.</summary>
    public EpochProgress? ShortEnd { get; init; }

    /// <summary>What tells the learning rates and momenta of all training steps done from others, where a scheduler changes them after each; null
    /// elsewhere.</summary>
    public ulong? StepRates { get; init; }

    /// <summary>The parameters in state_dict order.</summary>
    public required IReadOnlyList<TrainedTensor> Weights { get; init; }

    /// <summary>Those of the best epoch so far, in the same order, of a training that restores them; else none.</summary>
    public IReadOnlyList<TrainedTensor> BestWeights { get; init; } = [];

    /// <summary>What the optimizer carries from step to step.</summary>
    public required OptimizerState Optimizer { get; init; }

    /// <summary>What hand-written hooks carry from epoch to epoch; empty where they carry nothing.</summary>
    public ReadOnlyMemory<byte> Hooks { get; init; }
}

/// <summary>A trained parameter.</summary>
/// <param name="Name">Its name in PyTorch's state_dict: <c>lstm.weight_ih_l0</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Its values, row-major.</param>
public sealed record TrainedTensor(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values);

/// <summary>How far an epoch has come, between two of its batches or after the last one.</summary>
/// <param name="RandomBeforeShuffle">The default generator as the epoch, or the pass at hand, began: the order of its samples is drawn from it.</param>
/// <param name="Losses">The losses so far; their samples say which batch is next.</param>
public sealed record EpochProgress(Mt19937State RandomBeforeShuffle, LossTotals Losses);
