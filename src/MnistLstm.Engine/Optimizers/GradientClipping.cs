using System.Globalization;
using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)</c>, between backward and the optimizer's step: Pascanu, Mikolov and
/// Bengio, "On the difficulty of training recurrent neural networks", 2013. With the Euclidean norm of all gradients together, made from
/// the norms of the tensors as PyTorch makes it, every gradient is multiplied by max_norm / (norm + 1e-6), by 1 at most.
/// </summary>
public sealed unsafe class GradientClipping
{
    /// <summary>Elements of a tensor that make one sum of squares; the blocks' sums are then added, in order. Part of exact/1: threads share blocks.</summary>
    private const int Block = 4096;
    private const float Epsilon = 1e-6f;

    private readonly ParameterSet _parameters;
    private readonly float _maxNorm;
    private readonly (int Start, int Count, bool EndsTensor)[] _blocks;
    private readonly double[] _sums;

    /// <summary>Prepares the clipping of a model's gradients.</summary>
    /// <param name="parameters">Whose gradients are clipped.</param>
    /// <param name="maxNorm">The largest norm that stays as it is, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, or not a number.</exception>
    public GradientClipping(ParameterSet parameters, double maxNorm)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(maxNorm > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(maxNorm),
                string.Create(CultureInfo.InvariantCulture, $"gradients are clipped to a norm above 0, got {maxNorm}"));
        }

        _parameters = parameters;
        _maxNorm = (float)maxNorm;
        _blocks = [.. Blocks(parameters)];
        _sums = new double[_blocks.Length];
    }

    internal ParameterSet Parameters => _parameters;

    /// <summary>The norm of all gradients of the last training step, before they were clipped.</summary>
    public float TotalNorm { get; private set; }

    /// <summary>Sums the squares of this thread's blocks; when every thread has, each calls <see cref="Apply"/>.</summary>
    internal void Measure(KernelSet kernels, int part, int parts)
    {
        int to = (int)((long)_blocks.Length * (part + 1) / parts);
        for (int i = (int)((long)_blocks.Length * part / parts); i < to; i++)
        {
            _sums[i] = kernels.SumOfSquares(_parameters.GradientPointer + _blocks[i].Start, _blocks[i].Count);
        }
    }

    /// <summary>Clips this thread's part of the gradients.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="ranges">What is stepped afterwards; each thread then steps what it has clipped.</param>
    /// <param name="part">This thread's part …</param>
    /// <param name="parts">… of so many.</param>
    internal void Apply(KernelSet kernels, ElementRange[] ranges, int part, int parts)
    {
        // Each thread for itself: adding up the blocks costs less than another barrier.
        float norm = Norm();
        if (part == 0)
        {
            TotalNorm = norm;
        }

        // PyTorch divides a number by a tensor as the tensor's reciprocal times the number, and its clamp keeps a NaN.
        float factor = 1 / (norm + Epsilon) * _maxNorm;
        factor = factor > 1 ? 1 : factor;
        foreach (ElementRange range in ranges)
        {
            // A factor of 1 changes no bit.
            (long from, long count) = range.Part(part, parts);
            if (factor != 1 && count > 0)
            {
                kernels.Scale(_parameters.GradientPointer + from, factor, count);
            }
        }
    }

    private float Norm()
    {
        double squares = 0;
        double tensor = 0;
        for (int i = 0; i < _blocks.Length; i++)
        {
            tensor += _sums[i];
            if (_blocks[i].EndsTensor)
            {
                // Rounded to float as PyTorch's norm of a tensor is; the square of a float is exact in double.
                float norm = (float)Math.Sqrt(tensor);
                squares += (double)norm * norm;
                tensor = 0;
            }
        }

        return (float)Math.Sqrt(squares);
    }

    private static IEnumerable<(int Start, int Count, bool EndsTensor)> Blocks(ParameterSet parameters)
    {
        int offset = 0;
        foreach (Parameter parameter in parameters)
        {
            for (int at = 0; at < parameter.Count; at += Block)
            {
                int count = Math.Min(Block, parameter.Count - at);
                yield return (offset + at, count, at + count == parameter.Count);
            }

            offset += parameter.Count;
        }
    }
}
