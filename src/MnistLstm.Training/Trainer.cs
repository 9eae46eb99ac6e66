using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>
/// Trains one model, epoch by epoch, as the PyTorch script of the same experiment would from <c>torch.manual_seed(seed)</c>: model, then
/// in every epoch the shuffled training loader, then (when evaluated) the test loader. The base of every generated trainer: what an epoch
/// is stands here, what a batch is computed with is an engine's.
/// </summary>
public abstract class Trainer : IDisposable
{
    /// <summary>
    /// The least batch of an evaluation. It treats samples one by one, so its batches are free to be large; the sums of batch means are
    /// made from single losses.
    /// </summary>
    public const int MinEvaluationBatch = 256;

    private readonly TrainingPlan _plan;
    private readonly ImageSet _train;
    private readonly ImageSet _test;
    private readonly int[] _order;
    private SequenceClassifier? _model;

    /// <summary>Creates a trainer; nothing is computed yet.</summary>
    /// <param name="data">The data set, whole; the plan says how much of it is used.</param>
    /// <param name="options">How to run.</param>
    /// <param name="plan">The loop's hyperparameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">More samples asked for than the data set has, or a number below 1.</exception>
    protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        _plan = plan;
        Options = options;
        _train = plan.TrainSamples is { } train ? data.Train.Take(train) : data.Train;
        _test = plan.TestSamples is { } test ? data.Test.Take(test) : data.Test;
        _order = new int[_train.Count];
        Random = new Mt19937(plan.Seed);
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
                _model = NewModel();
                _model.Initialize(Random);
            }

            return _model;
        }
    }

    /// <summary>How to run.</summary>
    protected TrainingOptions Options { get; }

    /// <summary>The training images.</summary>
    protected ImageSet TrainImages => _train;

    /// <summary>The test images.</summary>
    protected ImageSet TestImages => _test;

    /// <summary>The largest batch that is trained or evaluated.</summary>
    protected int LargestBatch => Math.Max(_plan.BatchSize, MinEvaluationBatch);

    /// <summary>PyTorch's default generator: the initial weights and the batch order are drawn from it, and dropout masks where the engine draws them here.</summary>
    protected Mt19937 Random { get; }

    /// <summary>The losses of the last batch's samples, in its order.</summary>
    protected abstract ReadOnlySpan<float> Losses { get; }

    /// <summary>Whether each of the last batch's samples was classified correctly, in its order.</summary>
    protected abstract ReadOnlySpan<bool> Correct { get; }

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
        LossSums train = TrainOnce(epoch, observer, cancellation);
        LossSums? test = null;
        if (EvaluatesThisEpoch)
        {
            observer?.EvaluationStarted(epoch);
            BatchOrder.Sequential(Random);
            test = EvaluateOnce(StepObserver, epoch, cancellation);
            if (!double.IsFinite(test.MeanLoss))
            {
                throw new TrainingDivergedException(epoch, batch: null, test.MeanLoss);
            }

            observer?.EvaluationCompleted(epoch);
        }

        EpochsCompleted = epoch;
        UpdateModel();
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
        Dispose(disposing: true);
        _model?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the engine holds.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Builds the model, uninitialised.</summary>
    protected abstract SequenceClassifier NewModel();

    /// <summary>Makes the engine ready, if it is not; called before every epoch and every evaluation.</summary>
    protected abstract void Prepare();

    /// <summary>One training step.</summary>
    /// <param name="order">The samples of the epoch, as places in <see cref="TrainImages"/>.</param>
    /// <param name="start">Where the batch begins in them.</param>
    /// <param name="count">Its samples, B.</param>
    protected abstract void TrainBatch(int[] order, int start, int count);

    /// <summary>Losses of consecutive test images under the weights as they are.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many, at most <see cref="LargestBatch"/>.</param>
    protected abstract void EvaluateBatch(int start, int count);

    /// <summary>Brings the weights into <see cref="Model"/>, where the engine has them elsewhere.</summary>
    protected virtual void UpdateModel()
    {
    }

    private LossSums TrainOnce(int epoch, ITrainingObserver? observer, CancellationToken cancellation)
    {
        BatchOrder.Shuffle(Random, _order);
        LossSums sums = new(_plan.BatchSize);
        for (int start = 0; start < _order.Length; start += _plan.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_plan.BatchSize, _order.Length - start);
            TrainBatch(_order, start, count);
            StepObserver?.StepCompleted(new TrainingStep
            {
                Epoch = epoch,
                Batch = (start / _plan.BatchSize) + 1,
                Model = Model,
                Samples = _order.AsSpan(start, count),
                Losses = Losses,
            });
            sums.Add(Losses, Correct);
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
        for (int start = 0; start < _test.Count; start += LargestBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            EvaluateBatch(start, Math.Min(LargestBatch, _test.Count - start));
            observer?.EvaluationBatchCompleted(epoch, Losses);
            sums.Add(Losses, Correct);
        }

        sums.Complete();
        return sums;
    }
}
