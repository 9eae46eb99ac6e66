using MnistLstm.Runner.Runs.Execution;

namespace MnistLstm.Runner.Sweeps;

/// <summary>Shows how one run goes.</summary>
internal interface IRunView : IRunObserver
{
    /// <summary>A line that stays.</summary>
    void Note(string text);

    /// <summary>What is going on just now; the next one replaces it, and where nothing can be replaced it is not shown.</summary>
    void Status(string text);
}
