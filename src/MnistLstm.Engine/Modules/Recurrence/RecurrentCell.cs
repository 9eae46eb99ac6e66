using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>
/// What differs between LSTM, GRU and RNN: the gates and the arithmetic of a step. One object serves one direction of one layer. All else,
/// the way through time, the weight gradients, the input's gradients, is <see cref="RecurrentDirection"/>'s and <see cref="RecurrentLayer"/>'s.
/// </summary>
/// <remarks>
/// A step's gates lie in blocks of P floats, P being the hidden size with padding. After the backward pass the first <see cref="Gates"/>
/// blocks hold the gradients of W_ih·x + b_ih, gate by gate; those of W_hh·h + b_hh are the same unless <see cref="HiddenBlock"/> says otherwise.
/// </remarks>
internal abstract unsafe class RecurrentCell(int inputSize, int hiddenSize) : IDisposable
{
    /// <summary>The place of a step of which nothing is kept but what the next one needs.</summary>
    public const int Passing = -1;

    private readonly List<NativeBuffer> _buffers = [];
    private NativeBuffer? _weights;
    private Workspace? _workspace;

    /// <summary>Gates: the weights have Gates·H rows.</summary>
    public abstract int Gates { get; }

    /// <summary>Blocks of a step's gates.</summary>
    public virtual int Blocks => Gates;

    public int InputSize { get; } = inputSize;

    public int HiddenSize { get; } = hiddenSize;

    /// <summary>P.</summary>
    public int Padded { get; } = Padding.Of(hiddenSize);

    /// <summary>Floats from a step's gates of one sample to those of the next.</summary>
    public long GatesPitch => Padding.Pitch(Blocks * Padded);

    /// <summary>weight_ih and weight_hh, [I + H, Gates·H], in the order the cell's kernel reads them.</summary>
    protected float* Weights => _weights!.Pointer;

    protected int WeightsDepth => InputSize + HiddenSize;

    protected KernelSet Kernels => _workspace!.Kernels;

    /// <summary>The block that holds the gradient of a gate's W_hh·h + b_hh.</summary>
    public virtual int HiddenBlock(int gate) => gate;

    /// <summary>
    /// What dh of the step before starts from, rows of P from a thread's first sample on, when the gates are not the only way there: left by
    /// <see cref="Backward"/>,
    /// <see cref="CellBackward.PreviousAsked"/> being in it. Null when dh starts from what the output asks for.
    /// </summary>
    public virtual float* Carry(int sample) => null;

    /// <summary>
    /// What the way back carries from step to step beside dh, rows of P from a thread's first sample on, and <see cref="Backward"/> leaves there. Null
    /// for nothing.
    /// </summary>
    public virtual float* CarriedGradient(int sample) => null;

    /// <summary>Lays out the buffers.</summary>
    /// <param name="workspace">Kernels and sizes.</param>
    /// <param name="blocks">The steps: a block's are kept at places from 0 on. Behind these is a place for each block, see <see cref="KeepPassing"/>.</param>
    public virtual void Prepare(Workspace workspace, TimeBlocks blocks)
    {
        _workspace = workspace;
        _buffers.Clear();
        _weights = Keep(workspace.Allocate((long)WeightsDepth * Gates * Padded));
    }

    /// <summary>Brings this thread's part of the weights into the kernel's layout; <paramref name="weightHh"/> is null where no step reads them.</summary>
    public abstract void Pack(float* weightIh, float* weightHh, int part, int parts);

    /// <summary>Copies what a step hands on beside h from <see cref="Passing"/> to a place.</summary>
    public virtual void KeepPassing(int place, int sample, int rows)
    {
    }

    /// <summary>Computes h of a step.</summary>
    public abstract void Forward(in CellForward step);

    /// <summary>Computes the gates' gradients of a step.</summary>
    public abstract void Backward(in CellBackward step);

    public void Dispose() => _buffers.ForEach(buffer => buffer.Dispose());

    /// <summary>Has memory live as long as the cell.</summary>
    protected NativeBuffer Keep(NativeBuffer buffer)
    {
        _buffers.Add(buffer);
        return buffer;
    }
}
