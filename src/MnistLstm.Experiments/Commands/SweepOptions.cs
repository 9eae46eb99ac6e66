using MnistLstm.Experiments.Engines;
using MnistLstm.Experiments.Reports;
using MnistLstm.Experiments.Runs;

namespace MnistLstm.Experiments.Commands;

/// <summary>The options of run and sweep.</summary>
/// <param name="Results">Folder of the results; null for the usual one.</param>
/// <param name="Data">Folder of the data; null for the usual places.</param>
/// <param name="Engine">What runs are trained with.</param>
/// <param name="Execution">How each run is executed.</param>
/// <param name="FailFast">Stop after the first run that fails or differs from its snapshot.</param>
/// <param name="Format">How the rows are printed at the end.</param>
internal sealed record SweepOptions(string? Results, string? Data, RunEngine Engine, RunOptions Execution, bool FailFast, OutputFormat Format);
