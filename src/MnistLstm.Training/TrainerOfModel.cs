using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>A trainer that knows its model's type.</summary>
public abstract class Trainer<TModel> : Trainer
    where TModel : SequenceClassifier
{
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

    /// <summary>Builds the model, uninitialised.</summary>
    protected abstract TModel CreateModel();

    /// <summary>Builds the optimizer over the model's parameters.</summary>
    protected abstract Optimizer CreateOptimizer(ParameterSet parameters);

    /// <summary>Builds what changes the learning rate from epoch to epoch; null to keep it.</summary>
    protected virtual LrScheduler? CreateScheduler() => null;

    private protected override SequenceClassifier BuildModel() => CreateModel();

    private protected override Optimizer BuildOptimizer() => CreateOptimizer(base.Model.Parameters);

    private protected override LrScheduler? BuildScheduler() => CreateScheduler();
}
