namespace MnistLstm.Runner.Storage;

/// <summary>Of files that belong together some are new and others are not.</summary>
/// <param name="message">Which, and why, in one line without a full stop.</param>
/// <param name="cause">What the system said.</param>
internal sealed class PartlyWrittenException(string message, Exception cause) : IOException(message, cause);
