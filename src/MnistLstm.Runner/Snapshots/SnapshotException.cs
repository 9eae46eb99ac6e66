namespace MnistLstm.Runner.Snapshots;

/// <summary>A snapshot file cannot be read, or what was asked of it cannot be done. The message names the file and the remedy.</summary>
/// <param name="message">What, where, how to fix.</param>
/// <param name="inner">The cause.</param>
internal sealed class SnapshotException(string message, Exception? inner = null) : Exception(message, inner);
