using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Runs;

namespace MnistLstm.Runner.Sweeps;

/// <summary>How a sweep is done.</summary>
/// <param name="Engine">What runs are trained with.</param>
/// <param name="Execution">How each run is executed.</param>
/// <param name="FailFast">Stop after the first run that fails or differs from its snapshot.</param>
internal sealed record SweepOptions(RunEngine Engine, RunOptions Execution, bool FailFast);
