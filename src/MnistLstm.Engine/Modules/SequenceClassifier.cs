using System.Text;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// A stack of modules from sequences [B, T, I] to class scores [B, C]; the base of every generated model. After <see cref="Dispose"/> only what
/// describes it can still be asked for: its sizes, modules, shapes and print.
/// </summary>
public abstract class SequenceClassifier : IDisposable
{
    private readonly List<(string Name, Module Module)> _modules = [];
    private readonly List<(string Name, string OutputShape)> _shapes = [];
    private FeatureShape _top;
    private ParameterSet? _parameters;
    private FeatureBuffer? _input;
    private bool _disposed;
    private int _running;

    /// <summary>Creates an empty stack.</summary>
    /// <param name="steps">T, the time steps of a sequence.</param>
    /// <param name="inputSize">I, the inputs of a step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    protected SequenceClassifier(int steps, int inputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        Steps = steps;
        InputSize = inputSize;
        _top = new FeatureShape(steps, inputSize);
    }

    /// <summary>T, the time steps of a sequence.</summary>
    public int Steps { get; }

    /// <summary>I, the inputs of a step.</summary>
    public int InputSize { get; }

    /// <summary>C, the scores that leave.</summary>
    public int Classes => _top.Features;

    /// <summary>The modules from input to output, with their names.</summary>
    public IReadOnlyList<(string Name, Module Module)> Modules => _modules;

    /// <summary>The shape that leaves each module, as PyTorch would print it, B standing for the batch: <c>[B, 28, 128]</c>.</summary>
    public IReadOnlyList<(string Name, string OutputShape)> Shapes => _shapes;

    /// <summary>All parameters in PyTorch's state_dict order. The stack is closed from the first touch on.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public ParameterSet Parameters
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _parameters ??= new ParameterSet(_modules.SelectMany(m => m.Module.Parameters));
        }
    }

    /// <summary>How the parameters begin where that is not as PyTorch's modules begin by themselves; null for nothing.</summary>
    public InitialValues? Initial { get; protected init; }

    internal int Version { get; private set; }

    internal FeatureBuffer Input => _input ?? throw new InvalidOperationException("the model has no execution yet");

    /// <summary>Gives every parameter the initial value PyTorch gives it after <c>torch.manual_seed</c>, drawing from <paramref name="random"/>.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void Initialize(Mt19937 random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _ = Parameters;
        foreach ((_, Module module) in _modules)
        {
            module.Initialize(random);
        }

        if (Initial is not null)
        {
            InitialDraws draws = new(random);
            foreach ((_, Module module) in _modules)
            {
                module.Reinitialize(draws, Initial);
            }
        }

        WeightsChanged();
    }

    /// <summary>
    /// Moves a generator on by what a training batch draws for its dropout: for an engine that draws masks elsewhere and still keeps to
    /// this one's batch order.
    /// </summary>
    /// <param name="random">The default generator.</param>
    /// <param name="samples">B, the samples of the batch.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void SkipDraws(Mt19937 random, int samples)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (long draws = samples * _modules.Sum(m => m.Module.DrawsPerSample); draws > 0; draws--)
        {
            _ = random.NextUInt64();
        }
    }

    /// <summary>To be called after parameter values were written from outside, before the next execution.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public void WeightsChanged()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Version++;
    }

    /// <summary>The module print of PyTorch, lines parted by \n.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(GetType().Name).Append("(\n");
        foreach ((string name, Module module) in _modules)
        {
            if (module is not Readout)
            {
                text.Append("  (").Append(name).Append("): ").Append(module).Append('\n');
            }
        }

        return text.Append(')').ToString();
    }

    /// <summary>Frees the model's memory. Values that you have read into arrays of your own stay, and so does a span that you still hold.</summary>
    /// <exception cref="InvalidOperationException">A batch is being run.</exception>
    public void Dispose()
    {
        // Also keeps a batch from being started meanwhile, for good.
        if (!_disposed && Interlocked.CompareExchange(ref _running, 1, 0) != 0)
        {
            throw new InvalidOperationException("the model is running a batch; dispose of it when that is done");
        }

        _disposed = true;
        foreach ((_, Module module) in _modules)
        {
            module.Free();
        }

        _input?.Dispose();
        _parameters?.GiveUp();
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts a module on top of the stack and returns it. Its parameters get the module's name in front: <c>lstm.weight_ih_l0</c>.</summary>
    /// <exception cref="ArgumentException">Its input does not fit what comes before, or the name is taken.</exception>
    /// <exception cref="InvalidOperationException">The stack is closed.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    protected TModule Add<TModule>(string name, TModule module)
        where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_parameters != null)
        {
            throw new InvalidOperationException($"'{name}' comes too late: the parameters have been laid out");
        }

        if (_modules.Any(m => m.Name == name))
        {
            throw new ArgumentException($"there is a module '{name}' already", nameof(name));
        }

        if (module.IsTaken)
        {
            throw new ArgumentException($"'{name}': this {module} is in a model already; create another", nameof(module));
        }

        _top = module.Infer(_top);
        module.IsTaken = true;
        foreach (Parameter p in module.Parameters)
        {
            p.Name = $"{name}.{p.Name}";
        }

        _modules.Add((name, module));
        _shapes.Add((name, _top.ToString()));
        return module;
    }

    internal bool IsDisposed => _disposed;

    /// <summary>Whether a batch is being run.</summary>
    internal bool IsRunning => !_disposed && Volatile.Read(ref _running) != 0;

    /// <summary>Begins a batch, which <see cref="EndBatch"/> ends: the buffers serve one at a time, and stay meanwhile.</summary>
    internal void BeginBatch()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.CompareExchange(ref _running, 1, 0) != 0)
        {
            throw new InvalidOperationException("the model is running a batch already; an execution serves one thread at a time");
        }
    }

    internal void EndBatch() => Volatile.Write(ref _running, 0);

    /// <summary>Lays out all buffers; returns the scores.</summary>
    internal FeatureBuffer Prepare(Workspace workspace)
    {
        ThrowIfNotToPrepare();
        _ = Parameters;
        return Lay(workspace, out _input);
    }

    /// <summary>Counts what <see cref="Prepare"/> would allocate.</summary>
    /// <param name="workspace">One that only counts.</param>
    internal void Count(Workspace workspace)
    {
        ThrowIfNotToPrepare();
        Lay(workspace, out _);
    }

    private void ThrowIfNotToPrepare()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_input != null)
        {
            throw new InvalidOperationException("the model is in an execution already");
        }

        if (_top.Steps != 0)
        {
            throw new InvalidOperationException($"the model ends in a sequence {_top}; it needs a readout");
        }
    }

    private FeatureBuffer Lay(Workspace workspace, out FeatureBuffer input)
    {
        IReadOnlyList<StepsRead> reads = Reads();
        FeatureBuffer current = input = new FeatureBuffer(new FeatureShape(Steps, InputSize), workspace, needsGradient: false, StepsRead.All);
        current.EndInOne();
        for (int m = 0; m < _modules.Count; m++)
        {
            current = _modules[m].Module.Prepare(workspace, current, reads[m]);
        }

        return current;
    }

    /// <summary>What is read of each module's output.</summary>
    internal IReadOnlyList<StepsRead> Reads()
    {
        StepsRead[] reads = new StepsRead[_modules.Count];
        for (int m = _modules.Count - 2; m >= 0; m--)
        {
            reads[m] = _modules[m + 1].Module.Reads(reads[m + 1]);
        }

        return reads;
    }
}
