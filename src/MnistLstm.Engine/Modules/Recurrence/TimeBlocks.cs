using MnistLstm.Engine.Kernels.Gradients;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>
/// A direction's steps cut into blocks of time, of which one at a time is kept for the way back. Steps and blocks are counted from 0 in time,
/// whatever the direction, from the first step that is run.
/// </summary>
/// <remarks>
/// The gradient of weight_hh pairs a step's gates with the hidden state before. So that a block has all rows of its part of the sum, a block of the
/// forward direction has the next one's first step as well.
/// </remarks>
/// <param name="Steps">S, the steps that are run.</param>
/// <param name="BlockSteps">Steps of a block; the last one may have fewer.</param>
/// <param name="Reverse">Whether the direction goes from the last step to the first.</param>
internal readonly record struct TimeBlocks(int Steps, int BlockSteps, bool Reverse)
{
    /// <summary>A block's steps are a multiple of this, so that its rows are whole blocks of a weight gradient's chains, whatever the batch.</summary>
    public const int Unit = GradientBlocks.Rows;

    /// <summary>Blocks.</summary>
    public int Count => BlockSteps >= Steps ? 1 : (Steps + BlockSteps - 1) / BlockSteps;

    /// <summary>The most steps of a block.</summary>
    public int MostSteps => Count == 1 ? Steps : BlockSteps + 1;

    /// <summary>The last step in the direction's order.</summary>
    public int FinalStep => Reverse ? 0 : Steps - 1;

    /// <summary>The first step of a block, in time.</summary>
    public int First(int block) => Count == 1 ? 0 : block * BlockSteps;

    /// <summary>The last step of a block, in time.</summary>
    public int Last(int block) => Count == 1 ? Steps - 1 : Math.Min(Steps, First(block) + MostSteps - (Reverse ? 1 : 0)) - 1;

    /// <summary>The steps of a block that are no other's.</summary>
    public int OwnSteps(int block) => Math.Min(Steps, First(block) + BlockStepsOrAll) - First(block);

    /// <summary>The steps of a block whose hidden state before is the block's too, or in reverse the next block's.</summary>
    public int StepsWithNeighbour(int block) => (Reverse ? Math.Min(Last(block) + 1, Steps - 1) : Last(block)) - First(block);

    /// <summary>The i-th block of the direction's way.</summary>
    public int InOrder(int i) => Reverse ? Count - 1 - i : i;

    /// <summary>The step after another one in the direction's order.</summary>
    public int After(int step) => Reverse ? step - 1 : step + 1;

    /// <summary>The step before another one in the direction's order.</summary>
    public int Before(int step) => Reverse ? step + 1 : step - 1;

    /// <summary>Whether a step is a block's.</summary>
    public bool Has(int block, int step) => step >= First(block) && step <= Last(block);

    private int BlockStepsOrAll => Count == 1 ? Steps : BlockSteps;
}
