namespace MnistLstm.Engine.Tests.Reference;

/// <summary>One module over one sample, in double: rows [T][F], or a single row where there is no time axis (any more).</summary>
internal abstract class ReferenceModule
{
    /// <summary>Computes the output and keeps what the way back needs.</summary>
    public abstract double[][] Forward(double[][] x, int sample);

    /// <summary>The loss's derivative by the output of the last <see cref="Forward"/>, to that by its input; adds the weights' derivatives to
    /// <paramref name="gradients"/>.</summary>
    public abstract double[][] Backward(double[][] dy, ReferenceWeights gradients);
}
