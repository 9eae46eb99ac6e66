namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>What a direction's way through a batch and back has left for its weight gradients: rows of all steps that were run, t ascending, then b.</summary>
internal unsafe struct StepsTaken
{
    /// <summary>B.</summary>
    public int Batch;

    /// <summary>S, the steps that were run.</summary>
    public int Steps;

    /// <summary>The gates' gradients, [S, B, blocks, P].</summary>
    public float* Gates;

    /// <summary>h of each step, [S, B, H].</summary>
    public float* Hidden;

    public long HiddenPitch;

    /// <summary>The inputs, [S, B, I].</summary>
    public float* Input;

    public long InputPitch;

    /// <summary>Whether a 1 stands behind the inputs of each row.</summary>
    public bool InputEndsInOne;
}
