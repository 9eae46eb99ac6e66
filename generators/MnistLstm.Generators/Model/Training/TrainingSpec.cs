namespace MnistLstm.Generators.Model.Training;

/// <summary>How a spec is trained.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="TrainSamples">The first N training images; null for all.</param>
/// <param name="TestSamples">The first N test images; null for all.</param>
/// <param name="ValidationSamples">Training images held out, the last ones; 0 for none.</param>
/// <param name="ValidationFraction">The part of them that is held out, a C# literal of type double; null where that is said by their number.</param>
/// <param name="ValidationSeed">Seed of a random choice of them; null for the last ones.</param>
/// <param name="BatchSize">Images of a batch.</param>
/// <param name="Shuffle">Whether images come in a new order in every epoch.</param>
/// <param name="DropLast">Whether a last batch that is not full is left out.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="ClipGradNorm">The largest norm of the gradients, a C# literal of type double; null where they are not clipped.</param>
/// <param name="ClipGradValue">The largest magnitude of a gradient's element, a C# literal of type double; null where they are not clamped.</param>
/// <param name="Scheduler">What changes the learning rate.</param>
/// <param name="Epochs">Number of epochs; 0 where steps are counted.</param>
/// <param name="Steps">Number of training steps; null where epochs are counted.</param>
/// <param name="EvalEvery">Training steps from one evaluation to the next; null for those of a pass.</param>
/// <param name="Seed">Seed of the random state.</param>
/// <param name="EvaluateEachEpoch">False: evaluate after the last epoch only.</param>
/// <param name="EarlyStoppingPatience">Epochs without a new least validation loss that end the run; 0 for none.</param>
/// <param name="RestoreBest">Whether the best epoch's weights are the result.</param>
/// <param name="Normalize">The word, or the figures as C# literals: <c>[0.1307], [0.3081]</c>; null where values are read as they are.</param>
/// <param name="Permutation">Seed of the order that values are read in; null for their own.</param>
/// <param name="Loss">The loss's word.</param>
/// <param name="ClassWeights">A weight for each class, as a C# list of literals; null for none.</param>
/// <param name="LabelSmoothing">What all classes share of a sample's weight, a C# literal of type double; null for nothing.</param>
internal sealed record TrainingSpec(
    string Dataset,
    int? TrainSamples,
    int? TestSamples,
    int ValidationSamples,
    string? ValidationFraction,
    int? ValidationSeed,
    int BatchSize,
    bool Shuffle,
    bool DropLast,
    OptimizerSpec Optimizer,
    string? ClipGradNorm,
    string? ClipGradValue,
    SchedulerSpec Scheduler,
    int Epochs,
    int? Steps,
    int? EvalEvery,
    long Seed,
    bool EvaluateEachEpoch,
    int EarlyStoppingPatience,
    bool RestoreBest,
    string? Normalize,
    int? Permutation,
    string Loss,
    string? ClassWeights,
    string? LabelSmoothing);
