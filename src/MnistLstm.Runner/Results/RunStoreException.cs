namespace MnistLstm.Runner.Results;

/// <summary>A result cannot be stored: the disk is full, the folder is read-only, something else stands in its place.</summary>
/// <param name="message">Where, what, the remedy.</param>
/// <param name="inner">The cause.</param>
internal sealed class RunStoreException(string message, Exception inner) : Exception(message, inner);
