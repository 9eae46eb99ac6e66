using MnistLstm.Runner.Processes;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>A run was left to another live process.</summary>
/// <param name="Owner">That process; null when it left no trace of itself.</param>
internal sealed record PassedOver(RunOwner? Owner);
