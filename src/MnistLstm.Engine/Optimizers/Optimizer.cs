namespace MnistLstm.Engine.Optimizers;

/// <summary>Changes the parameters by their gradients, as the PyTorch optimizer of the same name.</summary>
public abstract class Optimizer : IDisposable
{
    /// <param name="parameters">What is trained.</param>
    private protected Optimizer(ParameterSet parameters) => Parameters = parameters;

    /// <summary>What is trained.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Steps done so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Frees the optimizer's state.</summary>
    public abstract void Dispose();

    /// <summary>Computes the scalars of the next step; then every thread calls <see cref="Step"/>.</summary>
    internal void BeginStep() => Prepare(++Steps);

    /// <summary>Steps this thread's part of the elements. Elements are independent, so any division gives the same bits.</summary>
    internal void Step(Kernels.Kernels kernels, int part, int parts)
    {
        // Whole cache lines, so that no two threads write to one.
        long lines = (Parameters.TotalCount + Kernels.Kernels.Padding - 1) / Kernels.Kernels.Padding;
        long from = lines * part / parts * Kernels.Kernels.Padding;
        long to = Math.Min(lines * (part + 1) / parts * Kernels.Kernels.Padding, Parameters.TotalCount);
        if (from < to)
        {
            Apply(kernels, from, to - from);
        }
    }

    private protected abstract void Prepare(int step);

    private protected abstract void Apply(Kernels.Kernels kernels, long from, long count);
}
