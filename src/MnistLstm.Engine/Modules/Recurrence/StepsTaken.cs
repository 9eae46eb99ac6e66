using MnistLstm.Engine.Kernels.Subnormals;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>What a direction's way through a batch and back has left for its weight gradients: rows of steps that follow each other in time, t ascending,
/// then b.</summary>
internal unsafe struct StepsTaken
{
    /// <summary>B.</summary>
    public int Batch;

    /// <summary>S.</summary>
    public int Steps;

    /// <summary>Of so many of them the hidden state before is at hand; of the forward direction these begin with the second step, and one more than S
    /// is at hand.</summary>
    public int Neighbours;

    /// <summary>Whether earlier steps' part of the sums stands in the gradients already.</summary>
    public bool Continues;

    /// <summary>The gates' gradients, [S, B, blocks, P].</summary>
    public float* Gates;

    /// <summary>What is known of their sizes.</summary>
    public RowSizes Sizes;

    /// <summary>h of each step, [S, B, H].</summary>
    public float* Hidden;

    public long HiddenPitch;

    /// <summary>The inputs, [S, B, I].</summary>
    public float* Input;

    public long InputPitch;

    /// <summary>Whether a 1 stands behind the inputs of each row.</summary>
    public bool InputEndsInOne;
}
