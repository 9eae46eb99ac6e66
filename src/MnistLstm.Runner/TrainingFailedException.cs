namespace MnistLstm.Runner;

/// <summary>A run could not be trained to its end; the message says why.</summary>
public sealed class TrainingFailedException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="message">What went wrong, with the run's name and the remedy.</param>
    /// <param name="inner">What caused it; null for nothing.</param>
    public TrainingFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
