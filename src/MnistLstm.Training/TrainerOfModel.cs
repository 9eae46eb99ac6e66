using System.Globalization;
using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <summary>A trainer that computes with the exact engine and knows its model's type.</summary>
public abstract class Trainer<TModel> : Trainer
    where TModel : SequenceClassifier
{
    private readonly Dictionary<SequenceSet, SequenceSource> _evaluated = [];
    private SequenceSource? _trained;
    private Optimizer? _optimizer;
    private ModelExecution? _execution;

    /// <summary>Creates a trainer; nothing is computed yet.</summary>
    /// <param name="data">The data set, whole; the plan says how much of it is used.</param>
    /// <param name="options">How to run; cannot change a result.</param>
    /// <param name="plan">The loop's hyperparameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">More samples asked for than the data set has, or a number below 1.</exception>
    protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan)
        : base(data, options, plan)
    {
    }

    /// <summary>The typed model, initialised from the seed when first touched.</summary>
    public new TModel Model => (TModel)base.Model;

    /// <inheritdoc/>
    protected override ReadOnlySpan<float> Losses => _execution!.Losses;

    /// <inheritdoc/>
    protected override ReadOnlySpan<bool> Correct => _execution!.Correct;

    /// <inheritdoc/>
    protected override ReadOnlySpan<float> Scores(int sample) => _execution!.Scores(sample);

    /// <inheritdoc/>
    protected override string? EngineObstacle => null;

    /// <inheritdoc/>
    public override IReadOnlyList<Prediction> Predict(SequenceSet images)
    {
        PrepareOnce();
        SequenceSource sequences = PreparedSequences.Of(Judged(images), base.Model, Preparation, "image");
        List<Prediction> predictions = new(images.Count);
        while (predictions.Count < images.Count)
        {
            int count = Math.Min(LargestBatch, images.Count - predictions.Count);
            _execution!.Evaluate(sequences, null, predictions.Count, count);
            for (int sample = 0; sample < count; sample++)
            {
                predictions.Add(Predicted(_execution.Scores(sample)) with { Loss = _execution.Losses[sample] });
            }
        }

        return predictions;
    }

    /// <summary>Builds the model, uninitialised.</summary>
    protected abstract TModel CreateModel();

    /// <summary>Builds the optimizer over the model's parameters.</summary>
    protected abstract Optimizer CreateOptimizer(ParameterSet parameters);

    /// <inheritdoc/>
    protected override SequenceClassifier NewModel() => CreateModel();

    /// <inheritdoc/>
    protected override void Prepare()
    {
        // In this order, which a transform that counts its calls depends on.
        _trained = PreparedSequences.Of(TrainSet, base.Model, Preparation, "training image");
        if (ValidationSet is not null)
        {
            _evaluated.Add(ValidationSet, PreparedSequences.Of(ValidationSet, base.Model, Preparation, "held-out image"));
        }

        _evaluated.Add(TestSet, PreparedSequences.Of(TestSet, base.Model, Preparation, "test image"));
        TrainingMemory memory = PlannedMemory = TrainingMemory.Of(base.Model, LargestTrainingBatch, Options);
        if (memory.Bytes > Options.Memory)
        {
            throw new InsufficientMemoryException(string.Create(CultureInfo.InvariantCulture,
                $"training takes {memory.Bytes:#,0} bytes at least, with batches of {LargestTrainingBatch} and {base.Model.Steps} time steps, and may take ")
                    + string.Create(CultureInfo.InvariantCulture, $"{Options.Memory:#,0}; a smaller batch_size or hidden_size needs less"));
        }

        _execution = new ModelExecution(base.Model, LargestBatch, TrainingMemory.Execution(LargestTrainingBatch, Options, memory.Buffers.Bytes), Random)
        {
            Loss = TrainingPlan.Loss,
            LabelSmoothing = TrainingPlan.LabelSmoothing,
            ClassWeights = TrainingPlan.ClassWeights,
            ClipValue = TrainingPlan.ClipGradValue,
            Clipping = TrainingPlan.ClipGradNorm == 0 ? null : new GradientClipping(base.Model.Parameters, TrainingPlan.ClipGradNorm),
        };
        _optimizer = CreateOptimizer(base.Model.Parameters);
    }

    /// <inheritdoc/>
    protected override void SetLearningRate(double learningRate) => _optimizer!.LearningRate = learningRate;

    /// <inheritdoc/>
    protected override void SetMomentum(double momentum) => _optimizer!.SetMomentum(momentum);

    /// <inheritdoc/>
    protected override OptimizerState SaveOptimizer() => _optimizer!.SaveState();

    /// <inheritdoc/>
    protected override void RestoreOptimizer(OptimizerState state) => _optimizer!.RestoreState(state);

    /// <inheritdoc/>
    protected override void TrainBatch(int[] order, int start, int count) => _execution!.Train(_trained!, order, start, count, _optimizer);

    /// <inheritdoc/>
    protected override void EvaluateBatch(SequenceSet images, int start, int count) => _execution!.Evaluate(_evaluated[images], null, start, count);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _execution?.Dispose();
        _optimizer?.Dispose();
    }
}
