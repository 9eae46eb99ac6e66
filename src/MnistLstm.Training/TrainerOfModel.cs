using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>A trainer that computes with the exact engine and knows its model's type.</summary>
public abstract class Trainer<TModel> : Trainer
    where TModel : SequenceClassifier
{
    private readonly Dictionary<ImageSet, ByteSequences> _sequences = [];
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

    /// <summary>Builds the model, uninitialised.</summary>
    protected abstract TModel CreateModel();

    /// <summary>Builds the optimizer over the model's parameters.</summary>
    protected abstract Optimizer CreateOptimizer(ParameterSet parameters);

    /// <inheritdoc/>
    protected override SequenceClassifier NewModel() => CreateModel();

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _execution = new ModelExecution(base.Model, LargestBatch, new ExecutionOptions(Options.Threads, Options.Simd), Random)
        {
            Clipping = TrainingPlan.ClipGradNorm == 0 ? null : new GradientClipping(base.Model.Parameters, TrainingPlan.ClipGradNorm),
        };
        _optimizer = CreateOptimizer(base.Model.Parameters);
    }

    /// <inheritdoc/>
    protected override void SetLearningRate(double learningRate) => _optimizer!.LearningRate = learningRate;

    /// <inheritdoc/>
    protected override void TrainBatch(int[] order, int start, int count) => _execution!.Train(Sequences(TrainImages), order, start, count, _optimizer);

    /// <inheritdoc/>
    protected override void EvaluateBatch(ImageSet images, int start, int count) => _execution!.Evaluate(Sequences(images), null, start, count);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _execution?.Dispose();
        _optimizer?.Dispose();
    }

    private ByteSequences Sequences(ImageSet images)
    {
        if (!_sequences.TryGetValue(images, out ByteSequences? sequences))
        {
            _sequences.Add(images, sequences = new ByteSequences(images.Pixels, images.Labels, ImageSet.Rows, ImageSet.Columns));
        }

        return sequences;
    }
}
