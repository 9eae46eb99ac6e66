using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using TorchSharp;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace MnistLstm.TorchSharp;

/// <summary>
/// Trains a <c>torch.nn.Module</c> with libtorch through the loop, data, batch order and metrics of every other trainer. The base of every
/// generated TorchSharp trainer. <see cref="Trainer.Model"/> holds the weights as they were after the last epoch.
/// </summary>
/// <remarks>
/// libtorch's seeded generator gives the initial weights; they must be those of <see cref="Trainer.Model"/> to the last bit, or nothing is
/// trained. It also gives the masks of dropout, and so does the exact engine's own generator: the two have different masks. The batch order
/// is drawn from the latter, past what the exact engine draws for masks, so it is the exact engine's always.
/// </remarks>
public abstract class TorchTraining : Trainer
{
    private readonly Dictionary<SequenceSet, TorchSequences> _images = [];
    private readonly NoCollection _noCollection = new();
    private float[] _losses = [];
    private bool[] _correct = [];
    private float[] _scores = [];
    private torch.nn.Module<torch.Tensor, torch.Tensor>? _module;
    private torch.optim.Optimizer? _optimizer;
    private torch.Tensor? _weights; // of the classes

    /// <summary>Creates a trainer; nothing is computed yet.</summary>
    /// <param name="data">The data set, whole; the plan says how much of it is used.</param>
    /// <param name="options">How to run. With another number of threads libtorch gives other numbers; null for one thread.</param>
    /// <param name="plan">The loop's hyperparameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">More samples asked for than the data set has, or a number below 1.</exception>
    protected TorchTraining(Dataset data, TrainingOptions? options, TrainingPlan plan)
        : base(data, options ?? new TrainingOptions { Threads = 1 }, plan)
    {
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<float> Losses => _losses;

    /// <inheritdoc/>
    protected override ReadOnlySpan<bool> Correct => _correct;

    /// <inheritdoc/>
    protected override ReadOnlySpan<float> Scores(int sample) =>
        _scores.AsSpan(sample * (_scores.Length / _losses.Length), _scores.Length / _losses.Length);

    /// <inheritdoc/>
    public override IReadOnlyList<Prediction> Predict(SequenceSet images)
    {
        PrepareOnce();
        using TorchSequences batches = new(Prepared(images, "sample"), Model);
        List<Prediction> predictions = new(images.Count);
        while (predictions.Count < images.Count)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable noGradients = torch.no_grad();
            int count = Math.Min(LargestBatch, images.Count - predictions.Count);
            _module!.eval();
            float[] scores = _module.call(batches.Batch(Enumerable.Range(predictions.Count, count)).Sequences).data<float>().ToArray();
            predictions.AddRange(scores.Chunk(scores.Length / count).Select(row => Predicted(row)));
        }

        return predictions;
    }

    /// <summary>Builds the module; libtorch draws its parameters.</summary>
    protected abstract torch.nn.Module<torch.Tensor, torch.Tensor> CreateModule();

    /// <summary>Builds the optimizer over the module's parameters.</summary>
    protected abstract torch.optim.Optimizer CreateOptimizer(IEnumerable<TorchParameter> parameters);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">libtorch's initial weights are not those of this seed.</exception>
    protected override void Prepare()
    {
        if (TransformsImages)
        {
            throw new NotSupportedException("TransformImage is a hook of the exact engine's trainer; with libtorch the images are read as they are");
        }

        SequenceClassifier start = Model;
        torch.set_num_threads(Options.Threads);
        torch.random.manual_seed(TrainingPlan.Seed);
        _module = CreateModule();
        TorchWeights.ThrowIfDifferent(_module, start);
        _optimizer = CreateOptimizer(_module.parameters());
        _weights = TrainingPlan.ClassWeights is { } weights ? torch.tensor(weights.Select(weight => (float)weight).ToArray()).DetachFromDisposeScope() : null;
    }

    /// <inheritdoc/>
    protected override void SetLearningRate(double learningRate)
    {
        foreach (torch.optim.ILearningRateController group in _optimizer!.ParamGroups)
        {
            group.LearningRate = learningRate;
        }
    }

    /// <inheritdoc/>
    protected override void SetMomentum(double momentum)
    {
        foreach (torch.optim.ILearningRateController group in _optimizer!.ParamGroups)
        {
            if (group is torch.optim.IBetas betas)
            {
                betas.Betas = (momentum, betas.Betas.Item2);
            }
            else
            {
                ((torch.optim.IMomentum)group).Momentum = momentum;
            }
        }
    }

    /// <inheritdoc/>
    protected override void TrainBatch(int[] order, int start, int count)
    {
        if (StepObserver is not null)
        {
            throw new InvalidOperationException("the steps of this engine cannot be observed: its gradients stay in libtorch");
        }

        using DisposeScope scope = torch.NewDisposeScope();
        (torch.Tensor pixels, torch.Tensor labels) = Images(TrainSet).Batch(new ArraySegment<int>(order, start, count));
        Model.SkipDraws(Random, count);
        _module!.train();
        using NoCollection.Step step = _noCollection.Begin();
        _optimizer!.zero_grad();
        torch.Tensor scores = _module.call(pixels);
        torch.Tensor losses = Judge(scores, labels);
        (_weights is null ? losses.mean() : losses.sum() / _weights.index_select(0, labels).sum()).backward();
        if (TrainingPlan.ClipGradNorm > 0)
        {
            torch.nn.utils.clip_grad_norm_(_module.parameters(), TrainingPlan.ClipGradNorm);
        }

        if (TrainingPlan.ClipGradValue > 0)
        {
            torch.nn.utils.clip_grad_value_(_module.parameters(), TrainingPlan.ClipGradValue);
        }

        _optimizer.step();
    }

    /// <inheritdoc/>
    protected override void EvaluateBatch(SequenceSet images, int start, int count)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradients = torch.no_grad();
        (torch.Tensor pixels, torch.Tensor labels) = Images(images).Batch(Enumerable.Range(start, count));
        _module!.eval();
        Judge(_module.call(pixels), labels);
    }

    /// <inheritdoc/>
    protected override void UpdateModel() => TorchWeights.Copy(_module!, Model.Parameters);

    /// <inheritdoc/>
    protected override void UseModel() => TorchWeights.CopyBack(_module!, Model.Parameters);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (TorchSequences images in _images.Values)
        {
            images.Dispose();
        }

        _weights?.Dispose();
        _optimizer?.Dispose();
        _module?.Dispose();
    }

    private TorchSequences Images(SequenceSet images)
    {
        if (!_images.TryGetValue(images, out TorchSequences? known))
        {
            _images.Add(images, known = new TorchSequences(Prepared(images, "sample"), Model));
        }

        return known;
    }

    // [B, C] and [B], or [B, K] and [B, K], to the losses, [B]; notes them, and who was right or what was predicted.
    private torch.Tensor Judge(torch.Tensor scores, torch.Tensor answers)
    {
        torch.Tensor losses = TrainingPlan.Loss switch
        {
            LossFunction.MseLoss => torch.nn.functional.mse_loss(scores, answers, torch.nn.Reduction.None).mean([1]),
            LossFunction.L1Loss => torch.nn.functional.l1_loss(scores, answers, torch.nn.Reduction.None).mean([1]),
            LossFunction.SmoothL1Loss => torch.nn.functional.smooth_l1_loss(scores, answers, torch.nn.Reduction.None).mean([1]),
            _ => torch.nn.functional.cross_entropy(scores, answers, _weights, reduction: torch.nn.Reduction.None, label_smoothing: TrainingPlan.LabelSmoothing),
        };
        _losses = losses.data<float>().ToArray();
        if (TrainingPlan.Loss == LossFunction.CrossEntropy)
        {
            _correct = scores.argmax(1).eq(answers).data<bool>().ToArray();
        }
        else
        {
            _scores = scores.data<float>().ToArray();
            _correct = new bool[_losses.Length];
        }

        return losses;
    }
}
