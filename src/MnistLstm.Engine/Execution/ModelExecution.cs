using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Execution;

/// <summary>
/// Runs batches through a model: forward, loss, backward, weight gradients, clipping, optimizer. Owns the threads; the model owns its buffers.
/// It serves one thread at a time: a second one is refused. After <see cref="Dispose"/>, its own or the model's, everything throws.
/// </summary>
public sealed unsafe partial class ModelExecution : IDisposable
{
    private readonly SequenceClassifier _model;
    private readonly FeatureBuffer _scores;
    private readonly Judge _judge;
    private readonly KernelSet _kernels;
    private readonly ThreadTeam _team;
    private readonly Mt19937? _random;
    private readonly float[] _scoresRead; // [largest batch, C]: what others may hold a span of
    private readonly int _maxBatch;
    private readonly int _maxTrainingBatch;
    private bool _disposed;
    private int _packedVersion = -1;

    // The batch at hand, read by all threads.
    private Pass _pass;
    private SequenceSource? _source;
    private int[]? _order;
    private int _start;
    private Optimizer? _optimizer;
    private StepPhase _last;
    private bool _packFirst;

    /// <summary>Lays out the model's buffers and starts the threads.</summary>
    /// <param name="model">The model; it can be in one execution only.</param>
    /// <param name="maxBatch">The largest batch that will be run.</param>
    /// <param name="options">Threads and vector width; they cannot change a result.</param>
    /// <param name="random">The generator dropout draws from: the one that initialised the model, to train as PyTorch does. Not needed otherwise.</param>
    /// <exception cref="InvalidOperationException">The model is in another execution already, or has no readout.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public ModelExecution(SequenceClassifier model, int maxBatch, ExecutionOptions? options = null, Mt19937? random = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= ExecutionOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TrainingBatch ?? 1, 1);
        _model = model;
        _maxBatch = maxBatch;
        _random = random;
        _kernels = KernelSet.Of(options.Simd);
        Workspace workspace = ExecutionMemory.WorkspaceOf(_kernels, maxBatch, options);
        Memory = ExecutionMemory.Plan(model, workspace, options.Memory);
        _maxTrainingBatch = workspace.TrainingBatch;
        _scores = model.Prepare(workspace with { BlockSteps = Memory.BlockSteps ?? int.MaxValue });
        _judge = new Judge(_kernels, _scores, maxBatch);
        _scoresRead = new float[checked(maxBatch * _scores.Features)];
        _team = new ThreadTeam(options.Threads, Work);
    }

    /// <summary>Clips the gradients before the optimizer's step; null to leave them as they are.</summary>
    public GradientClipping? Clipping { get; init; }

    /// <summary>The largest magnitude of a gradient's element, to which others are clamped before the optimizer's step, as
    /// <c>torch.nn.utils.clip_grad_value_</c> does; 0 to leave them as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, not a number, or 0 or infinite as a float32.</exception>
    public double ClipValue
    {
        get;
        init => field = value == 0 || (float)value is > 0 and <= float.MaxValue ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "gradients are clamped to a float32 above 0");
    }

    /// <summary>What outputs are judged by: the cross-entropy of classes, or a loss of real targets, which the sequences must have then.</summary>
    public LossFunction Loss
    {
        get => _judge.Loss;
        init => _judge.Loss = value;
    }

    /// <summary>The cross-entropy's <c>label_smoothing</c>: the part of a sample's weight that all classes share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to less than 1.</exception>
    public double LabelSmoothing
    {
        get => _judge.LabelSmoothing;
        init => _judge.LabelSmoothing = value;
    }

    /// <summary>The cross-entropy's <c>weight</c>, a number above 0 for each class: a sample's loss is multiplied by its class's, and the gradients are those
    /// of the batch's weighted mean. Null for none.</summary>
    /// <exception cref="ArgumentException">More or fewer than the model's classes, or one that is not above 0 in float32.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get => _judge.ClassWeights;
        init => _judge.ClassWeights = value;
    }

    /// <summary>What the model's buffers take.</summary>
    public ExecutionMemory Memory { get; }

    /// <summary>The losses of the last batch's samples, in the batch's order.</summary>
    /// <exception cref="ObjectDisposedException">The execution or its model was disposed of.</exception>
    public ReadOnlySpan<float> Losses => Alive(_judge.Losses).AsSpan(0, _pass.Batch);

    /// <summary>Whether the last batch's samples were classified correctly; of real targets none is.</summary>
    /// <exception cref="ObjectDisposedException">The execution or its model was disposed of.</exception>
    public ReadOnlySpan<bool> Correct => Alive(_judge.Correct).AsSpan(0, _pass.Batch);

    /// <summary>The scores [C] of one sample of the last batch.</summary>
    /// <exception cref="ObjectDisposedException">The execution or its model was disposed of.</exception>
    public ReadOnlySpan<float> Scores(int sample)
    {
        _ = Alive(_scoresRead);
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, _pass.Batch);
        Span<float> scores = _scoresRead.AsSpan(sample * _scores.Features, _scores.Features);
        new ReadOnlySpan<float>(_scores.Row(0, sample, _pass.Batch), _scores.Features).CopyTo(scores);
        return scores;
    }

    /// <summary>One training step: losses, gradients and, with an optimizer, its step. Allocates nothing.</summary>
    /// <param name="source">The sequences.</param>
    /// <param name="order">Indices into them.</param>
    /// <param name="start">The batch's first place in <paramref name="order"/>.</param>
    /// <param name="count">B.</param>
    /// <param name="optimizer">Null to compute the gradients only.</param>
    /// <param name="last">The last phase to run; an earlier one than the optimizer's leaves the weights as they are.</param>
    /// <exception cref="ArgumentException">The sequences are not of the model's shape, the batch does not lie in them, or the optimizer is another
    /// model's.</exception>
    /// <exception cref="InvalidOperationException">The model has dropout and the execution no random generator, or is running a batch already.</exception>
    /// <exception cref="ObjectDisposedException">The execution, its model or the optimizer was disposed of.</exception>
    public void Train(SequenceSource source, int[] order, int start, int count, Optimizer? optimizer, StepPhase last = StepPhase.Optimizer)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _maxTrainingBatch);
        Begin(source, order, start, count);
        try
        {
            ThrowIfAnothers(optimizer?.Parameters, nameof(optimizer));
            ThrowIfAnothers(Clipping?.Parameters, nameof(Clipping));
            Pass pass = new(count, Training: true);
            Draw(pass);
            _last = last;
            if (last == StepPhase.Optimizer && optimizer != null)
            {
                optimizer.BeginStep();
                _optimizer = optimizer;
            }

            Run(pass, source, order, start);
        }
        catch
        {
            // No thread came as far as the step, so none was made.
            _optimizer?.TakeBackStep();
            throw;
        }
        finally
        {
            _optimizer = null;
            _model.EndBatch();
        }
    }

    /// <summary>Losses, scores and correctness of a batch; nothing is learnt.</summary>
    /// <param name="source">The sequences.</param>
    /// <param name="order">Indices into them; null for the sequences' own order.</param>
    /// <param name="start">The batch's first place.</param>
    /// <param name="count">B.</param>
    /// <exception cref="ArgumentException">The sequences are not of the model's shape, or the batch does not lie in them.</exception>
    /// <exception cref="InvalidOperationException">A batch is being run already.</exception>
    /// <exception cref="ObjectDisposedException">The execution or its model was disposed of.</exception>
    public void Evaluate(SequenceSource source, int[]? order, int start, int count)
    {
        Begin(source, order, start, count);
        try
        {
            _last = StepPhase.Forward;
            Run(new Pass(count, Training: false), source, order, start);
        }
        finally
        {
            _model.EndBatch();
        }
    }

    /// <summary>Ends the threads. The model stays.</summary>
    /// <exception cref="InvalidOperationException">A batch is being run.</exception>
    public void Dispose()
    {
        if (_model.IsRunning)
        {
            throw new InvalidOperationException("the execution is running a batch; dispose of it when that is done");
        }

        _disposed = true;
        _team.Dispose();
    }

    private T[] Alive<T>(T[] values)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ObjectDisposedException.ThrowIf(_model.IsDisposed, _model);
        return values;
    }

    // All is looked at before anything is drawn, counted or run.
    private void Begin(SequenceSource source, int[]? order, int start, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _maxBatch);
        if (source.Steps != _model.Steps || source.Features != _model.InputSize)
        {
            throw new ArgumentException(
                $"the model reads sequences of {_model.Steps} steps with {_model.InputSize} features each; these have {source.Steps} with {source.Features}",
                nameof(source));
        }

        int width = source.Targets?.Width ?? 0;
        if (width != _judge.Targets)
        {
            throw new ArgumentException(
                $"{Loss} of a model with {_scores.Features} outputs needs {(_judge.Targets == 0 ? "classes" : $"{_judge.Targets} targets a sequence")}; "
                    + $"these sequences have {(width == 0 ? "classes" : $"{width} targets each")}", nameof(source));
        }

        int places = order?.Length ?? source.Count;
        if (start < 0 || start > places - count)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"a batch of {count} does not lie within {places} sequences from this place on");
        }

        if (order != null && order.AsSpan(start, count).IndexOfAnyExceptInRange(0, source.Count - 1) is >= 0 and int at)
        {
            throw new ArgumentException($"the order names sequence {order[start + at]}; there are {source.Count}, counted from 0", nameof(order));
        }

        _model.BeginBatch();
    }

    private void ThrowIfAnothers(ParameterSet? parameters, string name)
    {
        if (parameters != null && parameters != _model.Parameters)
        {
            throw new ArgumentException("it was made for the parameters of another model; make one for this model's", name);
        }
    }

    private void Draw(in Pass pass)
    {
        foreach ((string name, Module module) in Modules)
        {
            if (module.Draws)
            {
                Mt19937 random = _random ?? throw new InvalidOperationException(
                    $"'{name}', {module}, draws at random in training, but this execution has no generator; give its constructor the one that "
                        + $"initialised the model");
                module.BeginBatch(random, pass);
            }
        }
    }

    private void Run(Pass pass, SequenceSource source, int[]? order, int start)
    {
        _pass = pass;
        _source = source;
        _order = order;
        _start = start;
        _packFirst = _packedVersion != _model.Version;
        if (pass.Training)
        {
            _judge.BeginTraining(source, order, start, pass.Batch);
        }

        _team.Run();
        _packedVersion = _model.Version;
    }

    private void Work(int part, ThreadTeam team)
    {
        int parts = team.Count;
        if (_packFirst)
        {
            Pack(part, parts);
            team.Barrier();
        }

        Pass pass = _pass;
        int from = (int)((long)pass.Batch * part / parts);
        int to = (int)((long)pass.Batch * (part + 1) / parts);
        if (from < to)
        {
            Samples(pass, from, to);
        }

        if (_last < StepPhase.WeightGradient)
        {
            return;
        }

        team.Barrier();
        foreach ((_, Module module) in Modules)
        {
            module.Gradient(pass, part, parts, team);
        }

        if (_optimizer != null)
        {
            team.Barrier();
            if (Clipping != null)
            {
                Clipping.Measure(_kernels, part, parts);
                team.Barrier();
                Clipping.Apply(_kernels, _optimizer.Ranges, part, parts);
            }

            if (ClipValue > 0)
            {
                Clamp(_optimizer.Ranges, part, parts);
            }

            _optimizer.Step(_kernels, part, parts);
            team.Barrier();
            Pack(part, parts);
        }
    }

    // Each thread what it steps afterwards.
    private void Clamp(ElementRange[] ranges, int part, int parts)
    {
        foreach (ElementRange range in ranges)
        {
            (long from, long count) = range.Part(part, parts);
            if (count > 0)
            {
                _kernels.Clamp(_model.Parameters.GradientPointer + from, (float)ClipValue, count);
            }
        }
    }

    private List<(string Name, Module Module)> Modules => (List<(string, Module)>)_model.Modules;

    private void Pack(int part, int parts)
    {
        foreach ((_, Module module) in Modules)
        {
            module.Pack(part, parts);
        }
    }
}
