using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>What lies in the results folder of a run that was halted at a rung.</summary>
/// <param name="Engine">The version of the engine that trained it.</param>
/// <param name="SourcesSha256">Hash of the sources that trained it.</param>
/// <param name="Epochs">The epochs that are done, at least one.</param>
/// <param name="Times">How long they took, and when they were done.</param>
/// <param name="Environment">Where they were done.</param>
internal sealed record HaltedRun(
    string Engine, string SourcesSha256, IReadOnlyList<EpochMetrics> Epochs, ManifestTimes Times, ManifestEnvironment Environment);
