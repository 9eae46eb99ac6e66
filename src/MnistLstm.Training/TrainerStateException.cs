namespace MnistLstm.Training;

/// <summary>A training cannot go on from a saved state: it is damaged, or of another training. Nothing was taken from it.</summary>
/// <param name="message">What is wrong, and what was expected.</param>
/// <param name="inner">The cause, if another exception is one.</param>
public sealed class TrainerStateException(string message, Exception? inner = null) : Exception(message, inner);
