using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// One layer of a model, named and described as its PyTorch counterpart. A further kind of layer is a further subclass: the model, the
/// execution and the trainer know only this class.
/// </summary>
/// <remarks>
/// A batch's rows are shared among the threads: each takes its samples through all modules, forward and backward, alone. Then, all
/// threads having arrived, the weight gradients are shared by parts of the weights.
/// </remarks>
public abstract class Module
{
    private protected Module()
    {
    }

    /// <summary>Whether a model has it. A module's buffers and parameters serve one model.</summary>
    internal bool IsTaken { get; set; }

    /// <summary>The trained tensors in PyTorch's order; empty for a layer without any.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Fills the parameters as PyTorch's constructor of the same module does, drawing from <paramref name="random"/> in the same order.</summary>
    public abstract void Initialize(Random.Mt19937 random);

    /// <summary>Gives the parameters the values that <paramref name="initial"/> says, in their order.</summary>
    internal virtual void Reinitialize(Random.InitialDraws draws, InitialValues initial)
    {
    }

    /// <summary>The shape that leaves the module.</summary>
    /// <exception cref="ArgumentException">The input's shape does not fit.</exception>
    internal abstract FeatureShape Infer(FeatureShape input);

    /// <summary>What is read of the input when <paramref name="output"/> is read of the output.</summary>
    internal virtual StepsRead Reads(StepsRead output) => StepsRead.All;

    /// <summary>The operations of one sample that count; see there.</summary>
    /// <param name="input">What comes in.</param>
    /// <param name="read">What is read of the output.</param>
    /// <param name="inputGradient">Whether the input's gradient is needed.</param>
    internal virtual UsefulFlops Flops(FeatureShape input, StepsRead read, bool inputGradient) => default;

    /// <summary>Lays out the buffers for an input and returns the output. Called once, after the parameters have got their memory.</summary>
    /// <param name="workspace">Kernels and sizes.</param>
    /// <param name="input">What the module below returned.</param>
    /// <param name="read">What is read of the output.</param>
    internal abstract FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read);

    /// <summary>Whether a training batch needs random numbers.</summary>
    internal virtual bool Draws => false;

    /// <summary>The 64-bit random numbers that a training batch draws for each of its samples; known once the input's shape is.</summary>
    internal virtual long DrawsPerSample => 0;

    /// <summary>Draws what a training batch needs, before its forward pass: on one thread, module after module, so in PyTorch's order.</summary>
    internal virtual void BeginBatch(Random.Mt19937 random, in Pass pass)
    {
    }

    /// <summary>Computes the output of samples <paramref name="from"/> … <paramref name="to"/> - 1.</summary>
    internal abstract void Forward(in Pass pass, int from, int to);

    /// <summary>Computes, from the output's gradient, the input's (if it is needed) for the same samples.</summary>
    internal abstract void Backward(in Pass pass, int from, int to);

    /// <summary>Computes this thread's part of the parameters' gradients over the whole batch.</summary>
    /// <param name="pass">The batch.</param>
    /// <param name="part">This thread …</param>
    /// <param name="parts">… of so many.</param>
    /// <param name="team">All of them, for a module whose threads must wait for each other meanwhile.</param>
    internal virtual void Gradient(in Pass pass, int part, int parts, ITeam team)
    {
    }

    /// <summary>Brings this thread's part of the weights into the kernels' layout, after they have changed.</summary>
    internal virtual void Pack(int part, int parts)
    {
    }

    /// <summary>Frees the buffers, at the end of the model's life.</summary>
    internal virtual void Free()
    {
    }
}
