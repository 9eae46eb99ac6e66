using System.Runtime.InteropServices;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules.Features;

/// <summary>What a dropout keeps in the training batch at hand: a bit a value, in rows padded as the activations'.</summary>
internal sealed unsafe class DropoutMask : IDisposable
{
    private readonly double _p;
    private readonly float _factor;          // of the values that are kept
    private NativeBuffer? _kept;             // bits, set where a value is kept

    /// <param name="p">The probability of a zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not 0 ≤ p &lt; 1.</exception>
    public DropoutMask(double p)
    {
        ThrowIfNoProbability(p);
        _p = p;
        _factor = 1f / (float)(1 - p);
    }

    private byte* Kept => (byte*)_kept!.Pointer;

    /// <summary>Throws where a dropout's probability is not at least 0 and less than 1.</summary>
    public static void ThrowIfNoProbability(double p, string name = "p")
    {
        if (!(p >= 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(name, p, "the probability of dropout is at least 0 and less than 1");
        }
    }

    /// <summary>Takes memory for one step of a training batch.</summary>
    public void PrepareOfOne(Workspace workspace, FeatureBuffer input) => _kept = workspace.Allocate(Floats(workspace, input, 1));

    /// <summary>Takes memory for each of the input's steps.</summary>
    public void PrepareOfAll(Workspace workspace, FeatureBuffer input) => _kept = workspace.AllocateOfSteps(Floats(workspace, input, input.Steps));

    /// <summary>Draws what is kept of a row of the input.</summary>
    public void Draw(Mt19937 random, long row, FeatureBuffer input)
    {
        // Rows are whole vectors, so each begins with a byte of its own.
        random.FillBernoulli(new Span<byte>(Kept + (row * input.Pitch / 8), (input.Features + 7) / 8), input.Features, 1 - _p);
    }

    /// <summary>In training y = x·m, m being 0 where a value is dropped, else 1/(1 - p); in evaluation y = x. The gradient, too.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="training">Whether the pass is one of training.</param>
    /// <param name="at">The first value's place among the mask's.</param>
    /// <param name="x">The values.</param>
    /// <param name="y">Receives the others.</param>
    /// <param name="count">So many.</param>
    public void Apply(KernelSet kernels, bool training, long at, float* x, float* y, int count)
    {
        if (training)
        {
            kernels.Drop(x, Kept, at, _factor, y, count);
        }
        else
        {
            NativeMemory.Copy(x, y, (nuint)count * sizeof(float));
        }
    }

    public void Dispose() => _kept?.Dispose();

    // And one more, as the kernel reads up to three bytes behind the last bit.
    private static long Floats(Workspace workspace, FeatureBuffer input, int steps) =>
        ((long)steps * workspace.TrainingBatch * input.Pitch / (8 * sizeof(float))) + 1;
}
