namespace MnistLstm.Runner;

/// <summary>A run could not be trained to its end; the message says why.</summary>
public sealed class TrainingFailedException : Exception
{
    /// <summary>Creates it.</summary>
    public TrainingFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
