namespace MnistLstm.Experiments.Commands;

/// <summary>How to execute a run. Nothing here can change its result.</summary>
/// <param name="Threads">Threads within the run; null for the machine's processors.</param>
/// <param name="Force">Train again although a complete result is there.</param>
/// <param name="Check">Compare with the accepted snapshot.</param>
internal sealed record ExecutionRequest(int? Threads, bool Force, bool Check);
