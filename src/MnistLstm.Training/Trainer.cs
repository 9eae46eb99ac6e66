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
    private readonly int[] _order;
    private readonly Mt19937 _random;
    private SequenceSource? _trainSequences;
    private SequenceSource? _testSequences;
    private SequenceClassifier? _model;
    private Optimizer? _optimizer;
    private ModelExecution? _execution;
    private bool _disposed;

    private protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        _plan = plan;
        _options = options;
        _train = plan.TrainSamples is { } train ? data.Train.Take(train) : data.Train;
        _test = plan.TestSamples is { } test ? data.Test.Take(test) : data.Test;
        _order = new int[_train.Count];
        _random = new Mt19937(plan.Seed);
    }

    /// <summary>Epochs completed so far.</summary>
    public int EpochsCompleted { get; private set; }

    /// <summary>Training steps of an epoch; the last one may have fewer samples.</summary>
    public int StepsPerEpoch => (_train.Count + _plan.BatchSize - 1) / _plan.BatchSize;

    /// <summary>Shown every training step and every evaluated batch; null for nobody, which costs nothing.</summary>
    public IStepObserver? StepObserver { get; set; }

    /// <summary>Whether the images are changed by a <see cref="TransformImage"/> of this trainer's own before the model reads them.</summary>
    public bool TransformsImages => new ImageTransform(TransformImage).Method.DeclaringType != typeof(Trainer);

    /// <summary>The model, initialised from the seed when first touched. It belongs to the trainer and is disposed of with it.</summary>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public SequenceClassifier Model
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
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
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
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
        EpochMetrics metrics = new(
            epoch,
            train.MeanLoss,
            train.Accuracy,
            test?.MeanLoss,
            test?.Accuracy,
            train.LastBatchLoss,
            train.BatchMeans,
            test?.BatchMeans,
            Model.Parameters.Sha256());
        OnEpochCompleted(metrics);

        // The hook may have written weights; those are what the next epoch begins with.
        return ActsAfterEpochs ? metrics with { WeightsSha256 = Model.Parameters.Sha256() } : metrics;
    }

    /// <summary>Loss and accuracy on the test set as the weights are now, beside the plan: nothing is drawn and no later result changes.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public (double Loss, double Accuracy) Evaluate(CancellationToken cancellation = default)
    {
        Prepare();
        LossSums sums = EvaluateOnce(observer: null, EpochsCompleted, cancellation);
        return (sums.MeanLoss, sums.Accuracy);
    }

    /// <summary>What the model makes of images as its weights are now: nothing is drawn and no later result changes.</summary>
    /// <param name="images">The images; their labels are not looked at.</param>
    /// <returns>A prediction for each image, in their order.</returns>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public IReadOnlyList<Prediction> Predict(ImageSet images)
    {
        Prepare();
        SequenceSource sequences = ImageSequences.Of(images, Transform, "image");
        List<Prediction> predictions = new(images.Count);
        while (predictions.Count < images.Count)
        {
            int count = Math.Min(EvaluationBatch, images.Count - predictions.Count);
            _execution!.Evaluate(sequences, null, predictions.Count, count);
            for (int sample = 0; sample < count; sample++)
            {
                predictions.Add(Prediction.Of(_execution.Scores(sample)));
            }
        }

        return predictions;
    }

    /// <summary>What the model makes of an image as its weights are now.</summary>
    /// <param name="image">Grey values 0 … 255, [28, 28] row by row; 0 is the background.</param>
    /// <exception cref="ArgumentException">Not 784 values.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public Prediction Predict(ReadOnlySpan<byte> image) => Predict(new ImageSet(image.ToArray(), labels: [0]))[0];

    /// <summary>Trains the epochs that are left.</summary>
    /// <inheritdoc cref="RunEpoch"/>
    public IEnumerable<EpochMetrics> Run(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        while (EpochsCompleted < _plan.Epochs)
        {
            yield return RunEpoch(observer, cancellation);
        }
    }

    /// <summary>Ends the threads and frees model and optimizer; their values must have been read by then.</summary>
    public void Dispose()
    {
        _disposed = true;
        _execution?.Dispose();
        _optimizer?.Dispose();
        _model?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Hook, for another part of a generated trainer to override: changes an image in place before the model reads it, in training,
    /// evaluation and prediction alike. It is called on one thread before the first epoch, once for every training image that is used, in
    /// the data's order, then for every test image; so even one that counts its calls gives the same bits on any number of threads.
    /// </summary>
    /// <param name="image">[28, 28] row by row: grey values / 255, 0 … 1. What is left there must be finite.</param>
    protected virtual void TransformImage(Span<float> image)
    {
    }

    /// <summary>
    /// Hook, for another part of a generated trainer to override: called on the training's thread at the end of every epoch, after its
    /// evaluation. It may look at the model and predict; when it writes weights it must call <see cref="SequenceClassifier.WeightsChanged"/>, and
    /// the epoch's <see cref="EpochMetrics.WeightsSha256"/> is taken of what it wrote. What it throws ends the training.
    /// </summary>
    /// <param name="epoch">The epoch.</param>
    protected virtual void OnEpochCompleted(EpochMetrics epoch)
    {
    }

    private protected abstract SequenceClassifier BuildModel();

    private protected abstract Optimizer BuildOptimizer();

    private ImageTransform? Transform => TransformsImages ? TransformImage : null;

    private bool ActsAfterEpochs => new Action<EpochMetrics>(OnEpochCompleted).Method.DeclaringType != typeof(Trainer);

    private int EvaluationBatch => Math.Max(_plan.BatchSize, MinEvaluationBatch);

    private void Prepare()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _trainSequences ??= ImageSequences.Of(_train, Transform, "training image");
        _testSequences ??= ImageSequences.Of(_test, Transform, "test image");
        _execution ??= new ModelExecution(Model, EvaluationBatch, new ExecutionOptions(_options.Threads, _options.Simd), _random);
    }

    private LossSums TrainOnce(int epoch, ITrainingObserver? observer, CancellationToken cancellation)
    {
        BatchOrder.Shuffle(_random, _order);
        LossSums sums = new(_plan.BatchSize);
        for (int start = 0; start < _order.Length; start += _plan.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_plan.BatchSize, _order.Length - start);
            _execution!.Train(_trainSequences!, _order, start, count, _optimizer);
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
        int batch = EvaluationBatch;
        for (int start = 0; start < _test.Count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            _execution!.Evaluate(_testSequences!, null, start, Math.Min(batch, _test.Count - start));
            observer?.EvaluationBatchCompleted(epoch, _execution.Losses);
            sums.Add(_execution.Losses, _execution.Correct);
        }

        sums.Complete();
        return sums;
    }
}
