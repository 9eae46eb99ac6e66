namespace MnistLstm.Runner.Results;

/// <summary>A run's data cannot be had; nothing was trained.</summary>
/// <param name="message">Where it was looked for, what is wrong, the remedy.</param>
/// <param name="inner">The data layer's own exception.</param>
public sealed class DatasetUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
