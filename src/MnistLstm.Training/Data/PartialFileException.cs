namespace MnistLstm.Training.Data;

/// <summary>The partial file of a download cannot be written: the disk's fault, not the network's.</summary>
/// <param name="inner">What the operating system said.</param>
internal sealed class PartialFileException(Exception inner) : Exception(inner.Message, inner);
