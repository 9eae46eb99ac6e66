using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training;

/// <summary>
/// Trains one model, epoch by epoch, as the PyTorch script of the same experiment would from <c>torch.manual_seed(seed)</c>: model, then
/// in every epoch the shuffled training loader, then (when evaluated) the validation loader, if there is one, and the test loader, then
/// <c>scheduler.step()</c>, if there is a scheduler. The base of every generated trainer: what an epoch is stands here, what a batch is
/// computed with is an engine's.
/// </summary>
public abstract partial class Trainer : IDisposable
{
    /// <summary>
    /// The least batch of an evaluation. It treats samples one by one, so its batches are free to be large; the sums of batch means are
    /// made from single losses.
    /// </summary>
    public const int MinEvaluationBatch = 256;

    private readonly int[] _order;
    private SequencePreparation? _preparation;
    private readonly EarlyStopping _stopping;
    private SequenceClassifier? _model;
    private LrScheduler? _scheduler;
    private readonly List<EpochMetrics> _epochs = [];
    private readonly List<double> _learningRates = [];
    private bool _prepared;
    private bool _disposed;

    // The epoch at hand: null between two. Its samples say which batch is next.
    private LossSums? _train;
    private Mt19937State? _randomBeforeShuffle;
    private Mt19937State? _randomBeforeEvaluation;

    // How far a last row of fewer steps than the others had come, which a longer training goes on from.
    private EpochProgress? _shortEnd;
    private readonly StepRates _stepRates = new();

    // False within a batch, an evaluation or a hook, and for ever after one of them failed.
    private bool _atRest = true;

    /// <summary>Creates a trainer; nothing is computed yet.</summary>
    /// <param name="data">The data set, whole; the plan says how much of it is used.</param>
    /// <param name="options">How to run.</param>
    /// <param name="plan">The loop's hyperparameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">More samples asked for than the data set has, or a number below 1.</exception>
    /// <exception cref="ArgumentException">The plan is not one for this data, or asks for what excludes each other.</exception>
    protected Trainer(Dataset data, TrainingOptions options, TrainingPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        TrainingPlan = plan;
        Options = options;
        ArgumentOutOfRangeException.ThrowIfNegative(plan.ValidationSamples);
        ArgumentOutOfRangeException.ThrowIfNegative(plan.ValidationFraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(plan.ValidationFraction, 1);
        if (data.Train.Targets is null != (plan.Loss == LossFunction.CrossEntropy) || data.Test.Targets?.Width != data.Train.Targets?.Width)
        {
            throw new ArgumentException($"{plan.Loss} needs {(plan.Loss == LossFunction.CrossEntropy ? "classes" : "targets")}, which '{data.Name}' has not",
                nameof(data));
        }

        if (plan.ClipGradNorm > 0 && plan.ClipGradValue > 0)
        {
            throw new ArgumentException("gradients are clipped by their norm or by their values, and the plan has a limit of both", nameof(plan));
        }

        if ((plan.LabelSmoothing != 0 || plan.ClassWeights is not null) && plan.Loss != LossFunction.CrossEntropy)
        {
            throw new ArgumentException($"label smoothing and class weights are the cross-entropy's, and the loss is {plan.Loss}", nameof(plan));
        }

        SequenceSet train = plan.TrainSamples is { } count ? data.Train.Take(count) : data.Train;
        int held = HeldOut.Count(train.Count, plan.ValidationSamples, plan.ValidationFraction);
        (TrainSet, ValidationSet) = HeldOut.Split(train, held, plan.ValidationSeed);
        TestSet = plan.TestSamples is { } tested ? data.Test.Take(tested) : data.Test;
        _order = new int[TrainSet.Count];
        if (EpochSamples == 0)
        {
            throw new ArgumentException($"a batch of {plan.BatchSize} is more than the {TrainSet.Count} training samples, and batches that are not full are "
                + "left out", nameof(plan));
        }

        ThrowIfOtherCount();
        Random = new Mt19937(plan.Seed);
        if (plan.EarlyStoppingPatience < 0 || (plan.EarlyStoppingPatience > 0 && !ValidatesEachEpoch))
        {
            throw new ArgumentException("early stopping needs a patience of 1 or more, held-out samples, and an evaluation after every epoch", nameof(plan));
        }

        if (plan.RestoreBest && !ValidatesEachEpoch)
        {
            throw new ArgumentException("the best weights are those of the least validation loss: they need held-out samples, and an evaluation after every "
                + "epoch", nameof(plan));
        }

        _stopping = new EarlyStopping(plan.EarlyStoppingPatience);
        _best = plan.RestoreBest ? new BestWeights() : null;
    }

    /// <summary>Epochs completed so far; where the plan counts steps, evaluations.</summary>
    public int EpochsCompleted { get; private set; }

    /// <summary>True after the plan's last epoch, and after the one that early stopping ends the training with. More of the plan's epochs can be run even
    /// then.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Training steps of an epoch; the last one may have fewer samples.</summary>
    public int StepsPerEpoch => (EpochSamples + TrainingPlan.BatchSize - 1) / TrainingPlan.BatchSize;

    /// <summary>Shown every training step and every evaluated batch; null for nobody, which costs nothing.</summary>
    public IStepObserver? StepObserver { get; set; }

    /// <summary>The model, initialised from the seed when first touched. It belongs to the trainer and is disposed of with it. When the training is done
    /// and its plan restores the best epoch's weights, it holds these.</summary>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public SequenceClassifier Model
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_model == null)
            {
                _model = NewModel();
                _model.Initialize(Random);
            }

            return _model;
        }
    }

    /// <summary>The figures that values are normalised with; null where they are read as they are.</summary>
    public Normalization? Normalization => Preparation.Normalization;

    /// <summary>Where in a sequence, [T, I] of the data, each value that the model reads is taken from; null where each is read in its own place.</summary>
    public IReadOnlyList<int>? ReadingOrder => Preparation.Order;

    /// <summary>The loop's hyperparameters.</summary>
    protected TrainingPlan TrainingPlan { get; }

    /// <summary>The sequences of a set as an engine reads them: normalised, transformed and permuted, as far as the plan and the trainer say so.</summary>
    /// <param name="set">The set.</param>
    /// <param name="role">What the sequences are for, in an error.</param>
    protected SequenceSet Prepared(SequenceSet set, string role) => Preparation.Of(set, role);

    /// <summary>A sequence of a set as the model reads it, [T, I]: normalised, transformed and permuted.</summary>
    /// <param name="set">The set.</param>
    /// <param name="index">The sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public float[] Read(SequenceSet set, int index) => Prepared(set.At(index), "sample").Sequence(0);

    private protected SequencePreparation Preparation =>
        _preparation ??= new SequencePreparation(TrainSet, TrainingPlan.Normalize, TrainingPlan.Permutation, Transform);

    /// <summary>How to run.</summary>
    protected TrainingOptions Options { get; }

    /// <summary>The images that are trained on.</summary>
    protected SequenceSet TrainSet { get; }

    /// <summary>The images that are held out; null for none.</summary>
    protected SequenceSet? ValidationSet { get; }

    /// <summary>The test images.</summary>
    protected SequenceSet TestSet { get; }

    /// <summary>The largest batch that is trained or evaluated. A plan's batch may be larger than all the data: memory is for what there is.</summary>
    protected int LargestBatch => PlannedMemory?.EvaluationBatch ?? Math.Max(LargestTrainingBatch, MinEvaluationBatch);

    private protected int LargestTrainingBatch => Math.Min(TrainingPlan.BatchSize, TrainSet.Count);

    /// <summary>What the engine takes, once that is known.</summary>
    private protected TrainingMemory? PlannedMemory { get; set; }

    /// <summary>PyTorch's default generator: the initial weights and the batch order are drawn from it, and dropout masks where the engine draws them
    /// here.</summary>
    protected Mt19937 Random { get; }

    /// <summary>The losses of the last batch's samples, in its order.</summary>
    protected abstract ReadOnlySpan<float> Losses { get; }

    /// <summary>Whether each of the last batch's samples was classified correctly, in its order.</summary>
    protected abstract ReadOnlySpan<bool> Correct { get; }

    private bool ValidatesEachEpoch => ValidationSet is not null && TrainingPlan.EvaluateEachEpoch;

    /// <summary>What the model put out for one of the last batch's samples, [K].</summary>
    /// <param name="sample">Its place in the batch.</param>
    protected virtual ReadOnlySpan<float> Scores(int sample) => throw new NotSupportedException("this engine gives losses only, so it predicts no numbers");

    /// <summary>Sequences that the loss can be taken of: where numbers are predicted and the sequences have none of their own, with zeros for
    /// targets.</summary>
    /// <param name="images">The sequences.</param>
    protected SequenceSet Judged(SequenceSet images) => TrainingPlan.Loss == LossFunction.CrossEntropy || images.Targets is not null ? images
        : images.With(new RealTargets(new float[images.Count * Model.Classes], Model.Classes));

    /// <summary>What a sample's scores say.</summary>
    /// <param name="scores">The scores, [K].</param>
    protected Prediction Predicted(ReadOnlySpan<float> scores) =>
        TrainingPlan.Loss == LossFunction.CrossEntropy ? Prediction.Of(scores) : Prediction.OfNumbers(scores);

    private bool EvaluatesThisEpoch => TrainingPlan.EvaluateEachEpoch || EpochsCompleted + 1 == Evaluations;

    /// <summary>Trains the next epoch, evaluates it if the plan says so, and returns its metrics. Where the plan counts steps, it trains those to the next
    /// evaluation.</summary>
    /// <param name="observer">Told of every batch and evaluation, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="InvalidOperationException">All of the plan's epochs are done, or an earlier call failed.</exception>
    /// <exception cref="TrainingDivergedException">A batch's loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, between two batches; called again, it goes on with the next one.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public EpochMetrics RunEpoch(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        if (EpochsCompleted == Evaluations)
        {
            throw new InvalidOperationException(CountsSteps ? $"all {TrainingPlan.Steps} steps are done" : $"all {TrainingPlan.Epochs} epochs are done");
        }

        PrepareOnce();
        ThrowIfNotAtRest();
        LeaveBest();
        int epoch = EpochsCompleted + 1;
        LossSums train = TrainOnce(epoch, observer, cancellation);
        (LossSums? validation, LossSums? test) = EvaluatesThisEpoch ? EvaluateBoth(epoch, observer, cancellation) : (null, null);
        ScheduleSteps.AfterEpoch(_scheduler, train.MeanLoss, validation?.MeanLoss);
        EpochsCompleted = epoch;
        IsDone |= _stopping.EndsWith(validation?.MeanLoss) || epoch == Evaluations;
        UpdateModel();
        EpochMetrics metrics = new(
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
            Step = CountsSteps ? (int)StepsAfter(epoch) : null,
            ValidationLoss = validation?.MeanLoss,
            ValidationAccuracy = validation?.Accuracy,
            TrainErrors = train.Errors,
            ValidationErrors = validation?.Errors,
            TestErrors = test?.Errors,
            FirstBatchLoss = train.FirstBatchLoss is { } began && train.MeanLoss > Divergence.Kept * began ? began : null,
        };
        OnEpochCompleted(metrics);

        // The hook may have written weights; those are what the next epoch begins with.
        metrics = ActsAfterEpochs ? metrics with { WeightsSha256 = Model.Parameters.Sha256() } : metrics;
        _epochs.Add(metrics);
        _best?.Take(metrics.ValidationLoss, Model.Parameters);
        if (IsDone)
        {
            ShowBest();
        }

        _train = null;
        _atRest = true;
        return metrics;
    }

    /// <summary>Loss and accuracy on the test set as the weights are now, beside the plan: nothing is drawn and no later result changes. Where numbers are
    /// predicted, there is no accuracy.</summary>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>The mean loss in nats, or of numbers in their loss's own unit; the fraction classified correctly, 0 … 1.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public (double Loss, double? Accuracy) Evaluate(CancellationToken cancellation = default)
    {
        PrepareOnce();
        LossSums sums = EvaluateOnce(TestSet, null, cancellation);
        return (sums.MeanLoss, sums.Accuracy);
    }

    /// <summary>What the model makes of images as its weights are now: nothing is drawn and no later result changes.</summary>
    /// <param name="images">The images; their labels are not looked at.</param>
    /// <returns>A prediction for each image, in their order.</returns>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public abstract IReadOnlyList<Prediction> Predict(SequenceSet images);

    /// <summary>What the model makes of an image as its weights are now.</summary>
    /// <param name="image">Values 0 … 255, [T, I] as those of the data set; of MNIST row by row, and 0 is the background.</param>
    /// <exception cref="ArgumentException">Not as many values as a sequence of the data set has.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public Prediction Predict(ReadOnlySpan<byte> image) => Predict(new SequenceSet(image.ToArray(), [0], TrainSet.Steps, TrainSet.Features))[0];

    /// <summary>Trains the epochs that are left.</summary>
    /// <inheritdoc cref="RunEpoch"/>
    public IEnumerable<EpochMetrics> Run(ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        while (!IsDone)
        {
            yield return RunEpoch(observer, cancellation);
        }
    }

    /// <summary>Ends the threads and frees model and optimizer; their values must have been read by then.</summary>
    public void Dispose()
    {
        _disposed = true;
        Dispose(disposing: true);
        _model?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the engine holds.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Builds the model, uninitialised.</summary>
    protected abstract SequenceClassifier NewModel();

    /// <summary>Builds what changes the learning rate from epoch to epoch; null to keep it.</summary>
    protected virtual LrScheduler? CreateScheduler() => null;

    /// <summary>Makes the engine ready; called once, before the first epoch or evaluation.</summary>
    protected abstract void Prepare();

    /// <summary>Changes the optimizer's step size, at the beginning of an epoch.</summary>
    protected abstract void SetLearningRate(double learningRate);

    /// <summary>One training step.</summary>
    /// <param name="order">The samples of the epoch, as places in <see cref="TrainSet"/>.</param>
    /// <param name="start">Where the batch begins in them.</param>
    /// <param name="count">Its samples, B.</param>
    protected abstract void TrainBatch(int[] order, int start, int count);

    /// <summary>Losses of consecutive images under the weights as they are.</summary>
    /// <param name="images">The images.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">How many, at most <see cref="LargestBatch"/>.</param>
    protected abstract void EvaluateBatch(SequenceSet images, int start, int count);

    /// <summary>Brings the weights into <see cref="Model"/>, where the engine has them elsewhere.</summary>
    protected virtual void UpdateModel()
    {
    }

    /// <summary>Makes the engine ready, if it is not.</summary>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    protected void PrepareOnce()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_prepared)
        {
            Prepare();
            _scheduler = CreateScheduler();
            ScheduleSteps.ThrowIfOther(_scheduler, StepsPerEpoch);
            if (_scheduler?.Momentum is { } momentum)
            {
                // Before a state is restored, which has the momentum's part then.
                SetMomentum(momentum);
            }

            _prepared = true;
        }
    }
}
