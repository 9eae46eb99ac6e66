using System.Globalization;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// Changes the parameters by their gradients, as the PyTorch (≥ 2.1) optimizer of the same name does on a CPU with FMA, bit for bit. Every
/// element is changed in every step, also one whose gradient is exactly 0: decay and momentum reach weights that a batch does not. Left out
/// are only the parameters that no batch ever reaches, when they do not decay: a step would change no bit of them.
/// </summary>
public abstract unsafe class Optimizer : IDisposable
{
    private readonly List<(string Name, NativeBuffer Values)> _state = [];
    private ElementRange[]? _ranges;
    private bool _restored;
    private bool _disposed;

    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">The step size.</param>
    private protected Optimizer(ParameterSet parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        LearningRate = NotNegative(learningRate, nameof(learningRate));
    }

    /// <summary>The name a spec gives it: <c>adam</c>, <c>adamw</c>, <c>nadam</c>, <c>adagrad</c>, <c>adadelta</c>, <c>sgd</c>, <c>rmsprop</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What is trained.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>
    /// The step size of the coming steps. What the constructor is given is checked; what a schedule makes of it is taken as it is, as PyTorch
    /// takes it: its rounding may end a little below 0, and one that leaves the floats shows in the next loss.
    /// </summary>
    /// <exception cref="ObjectDisposedException">Set when the optimizer's state has been freed.</exception>
    public double LearningRate
    {
        get;
        set
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            field = value;
        }
    }

    /// <summary>
    /// Changes the momentum of the coming steps, or the first beta, as a schedule does that cycles it. One that had none has a state for it from then on, so
    /// that it must be before the first step.
    /// </summary>
    /// <param name="momentum">The momentum; what a schedule makes of it is taken as it is, as PyTorch takes it.</param>
    /// <exception cref="NotSupportedException">This optimizer has none that a schedule may change.</exception>
    public virtual void SetMomentum(double momentum) => throw new NotSupportedException($"{Name} has no momentum that a schedule could change");

    /// <summary>Steps done so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Copies all that the coming steps depend on, besides parameters and hyperparameters.</summary>
    /// <returns>A copy that later steps do not change.</returns>
    /// <exception cref="ObjectDisposedException">The optimizer's state has been freed.</exception>
    public OptimizerState SaveState()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new OptimizerState(Name, Steps, [.. _state.Select(s => new OptimizerStateTensor(s.Name, Span(s.Values).ToArray()))]);
    }

    /// <summary>Goes on from a saved state; with the same parameters, hyperparameters and learning rates the steps that follow have the same bits.</summary>
    /// <param name="state">What <see cref="SaveState"/> gave for such an optimizer. It is copied.</param>
    /// <exception cref="ArgumentException">It belongs to another optimizer, other hyperparameters or another model; nothing was changed.</exception>
    /// <exception cref="ObjectDisposedException">The optimizer's state has been freed.</exception>
    public void RestoreState(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (state.Steps < 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"an optimizer's state must have 0 or more steps, got {state.Steps}; it is damaged"),
                nameof(state));
        }

        string expected = Describe(Name, _state.Select(s => (s.Name, Parameters.TotalCount)));
        string got = Describe(state.Optimizer, state.Tensors.Select(t => (t.Name, t.Values.Length)));
        if (expected != got)
        {
            throw new ArgumentException(
                $"the state does not fit this optimizer: expected {expected}, got {got}; restore it with the model and hyperparameters it was saved with",
                nameof(state));
        }

        // Whether a state of elsewhere is zero where this model is not reached is not known.
        _restored = true;
        _ranges = null;
        Steps = state.Steps;
        for (int i = 0; i < _state.Count; i++)
        {
            state.Tensors[i].Values.Span.CopyTo(Span(_state[i].Values));
        }
    }

    /// <summary>Frees the optimizer's state; it cannot step afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach ((_, NativeBuffer values) in _state)
        {
            values.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>What the step at hand steps. Known from <see cref="BeginStep"/> on.</summary>
    internal ElementRange[] Ranges => _ranges!;

    /// <summary>Computes the scalars of the next step; then every thread calls <see cref="Step"/>.</summary>
    internal void BeginStep()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _ranges ??= [.. Parameters.Ranges(unreachedToo: Decays || _restored)];
        Prepare(++Steps);
    }

    /// <summary>Forgets a step that was begun and not made.</summary>
    internal void TakeBackStep() => Steps--;

    /// <summary>Steps this thread's part of the elements. Elements are independent, so any division gives the same bits.</summary>
    internal void Step(KernelSet kernels, int part, int parts)
    {
        foreach (ElementRange range in Ranges)
        {
            (long from, long count) = range.Part(part, parts);
            if (count > 0)
            {
                Apply(kernels, from, count);
            }
        }
    }

    /// <summary>Whether a step changes an element whose gradients have all been 0.</summary>
    private protected abstract bool Decays { get; }

    /// <summary>The check of PyTorch's constructors, and that float32 can hold the number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, not a number, or beyond float32.</exception>
    private protected static double NotNegative(double value, string argument) => value is >= 0 and <= float.MaxValue
        ? value
        : throw new ArgumentOutOfRangeException(
            argument,
            string.Create(CultureInfo.InvariantCulture, $"an optimizer's {argument} must be a number from 0 to {float.MaxValue}, got {value}"));

    /// <summary>The check of PyTorch's constructors of a part that is kept: 1 would keep all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to less than 1.</exception>
    private protected static double BelowOne(double value, string argument) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(
            argument, string.Create(CultureInfo.InvariantCulture, $"an optimizer's {argument} must be a number from 0 to less than 1, got {value}"));

    /// <summary>The check of a part that may be all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    private protected static double Fraction(double value, string argument) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(
            argument, string.Create(CultureInfo.InvariantCulture, $"an optimizer's {argument} must be a number from 0 to 1, got {value}"));

    /// <summary>The check of what a root is kept above 0 by: PyTorch takes a 0, too, which divides a gradient of 0 by 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or 0 or infinite as a float32.</exception>
    private protected static float AboveZero(double value, string argument) => (float)value is > 0 and <= float.MaxValue
        ? (float)value
        : throw new ArgumentOutOfRangeException(
            argument, string.Create(CultureInfo.InvariantCulture, $"an optimizer's {argument} must be a float32 greater than 0, got {value}"));

    /// <summary>A state tensor, zero at first: one element for each of all parameters, in their order.</summary>
    /// <param name="name">PyTorch's key for it.</param>
    private protected NativeBuffer AddState(string name)
    {
        NativeBuffer values = new(Parameters.TotalCount);
        _state.Add((name, values));
        return values;
    }

    /// <summary>Computes the scalars of a step, counted from 1.</summary>
    private protected abstract void Prepare(int step);

    /// <summary>Steps some elements.</summary>
    private protected abstract void Apply(KernelSet kernels, long from, long count);

    private static Span<float> Span(NativeBuffer values) => new(values.Pointer, checked((int)values.Count));

    private static string Describe(string optimizer, IEnumerable<(string Name, int Count)> tensors) =>
        $"{optimizer} ({string.Join(", ", tensors.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name}[{t.Count}]")))})";
}
