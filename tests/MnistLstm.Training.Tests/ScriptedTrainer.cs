using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>A trainer whose engine gives the losses that a test wrote down, and learns nothing: what is tested is the loop.</summary>
/// <param name="plan">The loop's hyperparameters; 25 training samples at most.</param>
/// <param name="train">The loss of a sample of an epoch's batch, both counted from 1.</param>
/// <param name="evaluated">The loss of an evaluated sample in an epoch.</param>
internal sealed class ScriptedTrainer(TrainingPlan plan, Func<int, int, float> train, Func<int, float>? evaluated = null)
    : Trainer(new Dataset("formulas", FormulaImages.Make(25, 0), FormulaImages.Make(4, 99), Sha256: ""), new TrainingOptions { Threads = 1 }, plan)
{
    private float[] _losses = [];

    protected override ReadOnlySpan<float> Losses => _losses;

    protected override ReadOnlySpan<bool> Correct => new bool[_losses.Length];

    protected override string? EngineObstacle => null;

    public override IReadOnlyList<Prediction> Predict(SequenceSet images) => [];

    protected override SequenceClassifier NewModel() => new PlainTrainer.SmallModel();

    protected override OptimizerState SaveOptimizer() => new("scripted", 0, []);

    protected override void RestoreOptimizer(OptimizerState state) => Assert.Equal("scripted", state.Optimizer);

    protected override void Prepare()
    {
        // There is no engine.
    }

    protected override void SetLearningRate(double learningRate)
    {
        // Nor a step whose size it would be.
    }

    protected override void TrainBatch(int[] order, int start,
        int count) => _losses = [.. Enumerable.Repeat(train(EpochsCompleted + 1, (start / TrainingPlan.BatchSize) + 1), count)];

    protected override void EvaluateBatch(SequenceSet images, int start,
        int count) => _losses = [.. Enumerable.Repeat(evaluated?.Invoke(EpochsCompleted + 1) ?? 1, count)];

    protected override void Dispose(bool disposing)
    {
        // Nothing is held.
    }
}
