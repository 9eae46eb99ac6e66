namespace MnistLstm.Runner.Traces.Content;

/// <summary>A trace cannot be read, or does not belong to the run, or the other side of a comparison ended early. The message says where, what, and the
/// remedy.</summary>
/// <param name="message">Where, what, the remedy.</param>
/// <param name="inner">The cause.</param>
internal sealed class TraceException(string message, Exception? inner = null) : Exception(message, inner);
