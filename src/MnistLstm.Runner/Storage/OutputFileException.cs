namespace MnistLstm.Runner.Storage;

/// <summary>A file named for output cannot be written as it was asked; nothing was written.</summary>
/// <param name="message">What is in the way, in one line without a full stop.</param>
/// <param name="isThere">True when a file is in the way which could be replaced.</param>
internal sealed class OutputFileException(string message, bool isThere) : IOException(message)
{
    /// <summary>True when a file is in the way which could be replaced.</summary>
    public bool IsThere { get; } = isThere;
}
