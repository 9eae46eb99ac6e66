namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>A program of Slurm's could not do what it was asked; the message has its own words.</summary>
/// <param name="message">What, and why.</param>
/// <param name="inner">The cause.</param>
internal sealed class SlurmException(string message, Exception? inner = null) : Exception(message, inner);
