namespace MnistLstm.Engine.Modules;

/// <summary>What a module needs to know to lay out its buffers.</summary>
/// <param name="Kernels">The arithmetic.</param>
/// <param name="MaxBatch">The largest batch.</param>
/// <param name="Parts">Threads that share the work.</param>
internal sealed record Workspace(Kernels.Kernels Kernels, int MaxBatch, int Parts);
