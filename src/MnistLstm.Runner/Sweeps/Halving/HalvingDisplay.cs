using MnistLstm.Training;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>What a halved sweep asks of those who show it.</summary>
/// <param name="View">Shows its runs, meant by their places in the whole sweep.</param>
/// <param name="Note">Prints a line that stays.</param>
/// <param name="Split">How the processors are divided among the runs of a rung.</param>
internal sealed record HalvingDisplay(ISweepView View, Action<string> Note, Func<IReadOnlyList<RunSpec>, SweepSplit> Split);
