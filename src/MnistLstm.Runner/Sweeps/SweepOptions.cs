using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Training;

namespace MnistLstm.Runner.Sweeps;

/// <summary>How a sweep is done.</summary>
/// <param name="Engine">What runs are trained with.</param>
/// <param name="Execution">How each run is executed.</param>
/// <param name="FailFast">Start no run after the first that fails or differs from its snapshot.</param>
/// <param name="Jobs">Runs side by side, at least 1.</param>
internal sealed record SweepOptions(RunEngine Engine, RunOptions Execution, bool FailFast, int Jobs = 1)
{
    /// <summary>Bytes that all runs side by side may take beside their data.</summary>
    public long Memory => Execution.Memory ?? TrainingMemory.Usual;
}
