using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>
/// Trains one model, epoch by epoch, as the PyTorch script of the same experiment would from <c>torch.manual_seed(seed)</c>: model, then
/// in every epoch the shuffled training loader, then (when evaluated) the validation loader, if there is one, and the test loader, then
/// <c>scheduler.step()</c>, if there is a scheduler. The base of every generated trainer.
/// </summary>
public abstract class Trainer : IDisposable
{
    /// <summary>
    /// The least batch of an evaluation. It treats samples one by one, so its batches are free to be large; the sums of batch means are
    /// made from single losses.
    /// </summary>
    public const int MinEvaluationBatch = 256;

    private readonly TrainingPlan _plan;
    private readonly TrainingOptions _options;
    private readonly ByteSequences _train;
    private readonly ByteSequences? _validation;
    private readonly ByteSequences _test;
    private readonly int[] _order;
    private readonly Mt19937 _random;
    private readonly EarlyStopping _stopping;
    private SequenceClassifier? _model;
    private Optimizer? _optimizer;
    private LrScheduler? _scheduler;
    private ModelExecution? _execution;

    private protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        _plan = plan;
        _options = options;
        ArgumentOutOfRangeException.ThrowIfNegative(plan.ValidationSamples);
        ImageSet train = plan.TrainSamples is { } count ? data.Train.Take(count) : data.Train;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(plan.ValidationSamples, train.Count);
        _train = Sequences(train.Take(train.Count - plan.ValidationSamples));
        _validation = plan.ValidationSamples == 0 ? null : Sequences(train.TakeLast(plan.ValidationSamples));
        _test = Sequences(plan.TestSamples is { } tested ? data.Test.Take(tested) : data.Test);
        _order = new int[_train.Count];
        _random = new Mt19937(plan.Seed);
        if (plan.EarlyStoppingPatience < 0 || (plan.EarlyStoppingPatience > 0 && (plan.ValidationSamples == 0 || !plan.EvaluateEachEpoch)))
        {
            throw new ArgumentException("early stopping needs a patience of 1 or more, held-out samples, and an evaluation after every epoch", nameof(plan));
        }

        _stopping = new EarlyStopping(plan.EarlyStoppingPatience);
    }

    /// <summary>Epochs completed so far.</summary>
    public int EpochsCompleted { get; private set; }

    /// <summary>True after the plan's last epoch, and after the one that early stopping ends the training with. More of the plan's epochs can be run even then.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Training steps of an epoch; the last one may have fewer samples.</summary>
    public int StepsPerEpoch => (_train.Count + _plan.BatchSize - 1) / _plan.BatchSize;

    /// <summary>Shown every training step and every evaluated batch; null for nobody, which costs nothing.</summary>
    public IStepObserver? StepObserver { get; set; }

    /// <summary>The model, initialised from the seed when first touched.</summary>
    public SequenceClassifier Model
    {
        get
        {
            if (_model == null)
            {
                _model = BuildModel();
                _model.Initialize(_random);
            }

            return _model;
        }
    }

    private bool EvaluatesThisEpoch => _plan.EvaluateEachEpoch || EpochsCompleted + 1 == _plan.Epochs;

    /// <summary>Trains the next epoch, evaluates it if the plan says so, and returns its metrics.</summary>
    /// <exception cref="InvalidOperationException">All of the plan's epochs are done.</exception>
    /// <exception cref="TrainingDivergedException">A batch's loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the trainer cannot go on.</exception>
    public EpochMetrics RunEpoch(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        if (EpochsCompleted == _plan.Epochs)
        {
            throw new InvalidOperationException($"all {_plan.Epochs} epochs are done");
        }

        int epoch = EpochsCompleted + 1;
        Prepare();
        if (_optimizer == null)
        {
            _optimizer = BuildOptimizer();
            _scheduler = BuildScheduler();
        }

        _optimizer.LearningRate = _scheduler?.LearningRate ?? _optimizer.LearningRate;
        LossSums train = TrainOnce(epoch, observer, cancellation);
        LossSums? validation = null;
        LossSums? test = null;
        if (EvaluatesThisEpoch)
        {
            observer?.EvaluationStarted(epoch);
            validation = _validation is null
                ? null
                : EvaluateEpoch(_validation, "validation", epoch, losses => StepObserver?.ValidationBatchCompleted(epoch, losses), cancellation);
            test = EvaluateEpoch(_test, "test", epoch, losses => StepObserver?.EvaluationBatchCompleted(epoch, losses), cancellation);
            observer?.EvaluationCompleted(epoch);
        }

        _scheduler?.Step();
        EpochsCompleted = epoch;
        IsDone |= _stopping.EndsWith(validation?.MeanLoss) || epoch == _plan.Epochs;
        return new EpochMetrics(
            epoch,
            train.MeanLoss,
            train.Accuracy,
            test?.MeanLoss,
            test?.Accuracy,
            train.LastBatchLoss,
            train.BatchMeans,
            test?.BatchMeans,
            Model.Parameters.Sha256())
        {
            ValidationLoss = validation?.MeanLoss,
            ValidationAccuracy = validation?.Accuracy,
        };
    }

    /// <summary>Loss and accuracy on the test set as the weights are now, beside the plan: nothing is drawn and no later result changes.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public (double Loss, double Accuracy) Evaluate(CancellationToken cancellation = default)
    {
        Prepare();
        LossSums sums = EvaluateOnce(_test, null, cancellation);
        return (sums.MeanLoss, sums.Accuracy);
    }

    /// <summary>Trains the epochs that are left, up to the one that early stopping ends the training with.</summary>
    /// <inheritdoc cref="RunEpoch"/>
    public IEnumerable<EpochMetrics> Run(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        while (!IsDone)
        {
            yield return RunEpoch(observer, cancellation);
        }
    }

    /// <summary>Frees model and optimizer.</summary>
    public void Dispose()
    {
        _execution?.Dispose();
        _optimizer?.Dispose();
        _model?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract SequenceClassifier BuildModel();

    private protected abstract Optimizer BuildOptimizer();

    private protected abstract LrScheduler? BuildScheduler();

    private void Prepare() =>
        _execution ??= new ModelExecution(Model, Math.Max(_plan.BatchSize, MinEvaluationBatch), new ExecutionOptions(_options.Threads, _options.Simd), _random)
        {
            Clipping = _plan.ClipGradNorm == 0 ? null : new GradientClipping(Model.Parameters, _plan.ClipGradNorm),
        };

    private LossSums TrainOnce(int epoch, ITrainingObserver? observer, CancellationToken cancellation)
    {
        BatchOrder.Shuffle(_random, _order);
        LossSums sums = new(_plan.BatchSize);
        for (int start = 0; start < _order.Length; start += _plan.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_plan.BatchSize, _order.Length - start);
            _execution!.Train(_train, _order, start, count, _optimizer);
            StepObserver?.StepCompleted(new TrainingStep
            {
                Epoch = epoch,
                Batch = (start / _plan.BatchSize) + 1,
                Model = Model,
                Samples = _order.AsSpan(start, count),
                Losses = _execution.Losses,
            });
            sums.Add(_execution.Losses, _execution.Correct);
            if (!double.IsFinite(sums.LastBatchLoss))
            {
                throw new TrainingDivergedException(epoch, (start / _plan.BatchSize) + 1, sums.LastBatchLoss);
            }

            observer?.BatchCompleted(epoch, start + count, _order.Length, sums.MeanLoss);
        }

        sums.Complete();
        return sums;
    }

    private LossSums EvaluateEpoch(ByteSequences samples, string what, int epoch, Action<ReadOnlySpan<float>> watch, CancellationToken cancellation)
    {
        BatchOrder.Sequential(_random);
        LossSums sums = EvaluateOnce(samples, watch, cancellation);
        return double.IsFinite(sums.MeanLoss) ? sums : throw new TrainingDivergedException(epoch, batch: null, sums.MeanLoss, what);
    }

    private LossSums EvaluateOnce(ByteSequences samples, Action<ReadOnlySpan<float>>? watch, CancellationToken cancellation)
    {
        LossSums sums = new(_plan.BatchSize);
        int batch = Math.Max(_plan.BatchSize, MinEvaluationBatch);
        for (int start = 0; start < samples.Count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            _execution!.Evaluate(samples, null, start, Math.Min(batch, samples.Count - start));
            watch?.Invoke(_execution.Losses);
            sums.Add(_execution.Losses, _execution.Correct);
        }

        sums.Complete();
        return sums;
    }

    private static ByteSequences Sequences(ImageSet images) => new(images.Pixels, images.Labels, ImageSet.Rows, ImageSet.Columns);
}
