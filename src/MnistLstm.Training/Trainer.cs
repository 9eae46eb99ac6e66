using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>Trains one model, epoch by epoch; the base of every generated trainer. STUB</summary>
public abstract class Trainer : IDisposable
{
    private protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan) => _ = (data, options, plan);

    /// <summary>Epochs completed so far.</summary>
    public int EpochsCompleted => throw new NotSupportedException();

    /// <summary>The model, initialised from the seed when first touched.</summary>
    public SequenceClassifier Model => throw new NotSupportedException();

    /// <summary>Trains the next epoch, evaluates it if the plan says so, and returns its metrics.</summary>
    /// <exception cref="InvalidOperationException">All epochs are done.</exception>
    /// <exception cref="TrainingDivergedException">A batch's loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the trainer cannot go on.</exception>
    public EpochMetrics RunEpoch(ITrainingObserver? observer = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Trains the epochs that are left.</summary>
    public IEnumerable<EpochMetrics> Run(ITrainingObserver? observer = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Frees model and optimizer.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A trainer that knows its model's type.</summary>
public abstract class Trainer<TModel> : Trainer where TModel : SequenceClassifier
{
    /// <summary>Creates a trainer; nothing is computed yet.</summary>
    protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan) : base(data, options, plan)
    {
    }

    /// <summary>The typed model.</summary>
    public new TModel Model => (TModel)base.Model;

    /// <summary>Builds the model, uninitialised.</summary>
    protected abstract TModel CreateModel();

    /// <summary>Builds the optimizer over the model's parameters.</summary>
    protected abstract Optimizer CreateOptimizer(Engine.ParameterSet parameters);
}
