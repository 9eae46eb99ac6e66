using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>Shows how one run after the other goes.</summary>
internal interface ISweepProgress
{
    /// <summary>Executes a run while showing its progress.</summary>
    /// <param name="place">Its place in the sweep, <c>[2/7] </c>; empty for the only run.</param>
    /// <param name="spec">The run.</param>
    /// <param name="execute">Does the work and reports to the view.</param>
    T Watch<T>(string place, RunSpec spec, Func<IRunView, T> execute);
}
