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
    private readonly ByteSequences _trainSequences;
    private readonly ByteSequences _testSequences;
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
        _trainSequences = Sequences(TrainImages);
        _testSequences = Sequences(TestImages);
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
    protected override void Prepare() =>
        _execution ??= new ModelExecution(base.Model, LargestBatch, new ExecutionOptions(Options.Threads, Options.Simd), Random);

    /// <inheritdoc/>
    protected override void TrainBatch(int[] order, int start, int count)
    {
        _optimizer ??= CreateOptimizer(base.Model.Parameters);
        _execution!.Train(_trainSequences, order, start, count, _optimizer);
    }

    /// <inheritdoc/>
    protected override void EvaluateBatch(int start, int count) => _execution!.Evaluate(_testSequences, null, start, count);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _execution?.Dispose();
        _optimizer?.Dispose();
    }

    private static ByteSequences Sequences(ImageSet images) => new(images.Pixels, images.Labels, ImageSet.Rows, ImageSet.Columns);
}
