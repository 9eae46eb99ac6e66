using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>
/// Trains one model, epoch by epoch, as the PyTorch script of the same experiment would from <c>torch.manual_seed(seed)</c>: model, then
/// in every epoch the shuffled training loader, then (when evaluated) the test loader. The base of every generated trainer.
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
    private readonly ImageSet _train;
    private readonly ImageSet _test;
    private readonly ByteSequences _trainSequences;
    private readonly ByteSequences _testSequences;
    private readonly int[] _order;
    private readonly Mt19937 _random;
    private SequenceClassifier? _model;
    private Optimizer? _optimizer;
    private ModelExecution? _execution;

    private protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        _plan = plan;
        _options = options;
        _train = plan.TrainSamples is { } train ? data.Train.Take(train) : data.Train;
        _test = plan.TestSamples is { } test ? data.Test.Take(test) : data.Test;
        _trainSequences = new ByteSequences(_train.Pixels, _train.Labels, ImageSet.Rows, ImageSet.Columns);
        _testSequences = new ByteSequences(_test.Pixels, _test.Labels, ImageSet.Rows, ImageSet.Columns);
        _order = new int[_train.Count];
        _random = new Mt19937(plan.Seed);
    }

    /// <summary>Epochs completed so far.</summary>
    public int EpochsCompleted { get; private set; }

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
    /// <exception cref="InvalidOperationException">All epochs are done.</exception>
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
        _optimizer ??= BuildOptimizer();
        LossSums train = TrainOnce(epoch, observer, cancellation);
        LossSums? test = null;
        if (EvaluatesThisEpoch)
        {
            observer?.EvaluationStarted(epoch);
            BatchOrder.Sequential(_random);
            test = EvaluateOnce(StepObserver, epoch, cancellation);
            if (!double.IsFinite(test.MeanLoss))
            {
                throw new TrainingDivergedException(epoch, batch: null, test.MeanLoss);
            }

            observer?.EvaluationCompleted(epoch);
        }

        EpochsCompleted = epoch;
        return new EpochMetrics(
            epoch,
            train.MeanLoss,
            train.Accuracy,
            test?.MeanLoss,
            test?.Accuracy,
            train.LastBatchLoss,
            train.BatchMeans,
            test?.BatchMeans,
            Model.Parameters.Sha256());
    }

    /// <summary>Loss and accuracy on the test set as the weights are now, beside the plan: nothing is drawn and no later result changes.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public (double Loss, double Accuracy) Evaluate(CancellationToken cancellation = default)
    {
        Prepare();
        LossSums sums = EvaluateOnce(observer: null, EpochsCompleted, cancellation);
        return (sums.MeanLoss, sums.Accuracy);
    }

    /// <summary>Trains the epochs that are left.</summary>
    /// <inheritdoc cref="RunEpoch"/>
    public IEnumerable<EpochMetrics> Run(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        while (EpochsCompleted < _plan.Epochs)
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

    private void Prepare() =>
        _execution ??= new ModelExecution(Model, Math.Max(_plan.BatchSize, MinEvaluationBatch), new ExecutionOptions(_options.Threads, _options.Simd), _random);

    private LossSums TrainOnce(int epoch, ITrainingObserver? observer, CancellationToken cancellation)
    {
        BatchOrder.Shuffle(_random, _order);
        LossSums sums = new(_plan.BatchSize);
        for (int start = 0; start < _order.Length; start += _plan.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_plan.BatchSize, _order.Length - start);
            _execution!.Train(_trainSequences, _order, start, count, _optimizer);
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

    private LossSums EvaluateOnce(IStepObserver? observer, int epoch, CancellationToken cancellation)
    {
        LossSums sums = new(_plan.BatchSize);
        int batch = Math.Max(_plan.BatchSize, MinEvaluationBatch);
        for (int start = 0; start < _test.Count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            _execution!.Evaluate(_testSequences, null, start, Math.Min(batch, _test.Count - start));
            observer?.EvaluationBatchCompleted(epoch, _execution.Losses);
            sums.Add(_execution.Losses, _execution.Correct);
        }

        sums.Complete();
        return sums;
    }
}
