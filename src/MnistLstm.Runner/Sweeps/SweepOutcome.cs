using MnistLstm.Runner.Runs.Stored;

namespace MnistLstm.Runner.Sweeps;

/// <summary>One run of a sweep with what came of it.</summary>
/// <param name="Result">The result.</param>
/// <param name="Named">The user named this run or its file; a folder or a glob does not name.</param>
internal sealed record SweepOutcome(RunResult Result, bool Named);
