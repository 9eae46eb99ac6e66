namespace MnistLstm.Training.Data;

/// <summary>A mirror did not give a file; another one may.</summary>
/// <param name="reason">Why, in a line.</param>
/// <param name="inner">The cause, if another exception is one.</param>
internal sealed class MirrorException(string reason, Exception? inner = null) : Exception(reason, inner);
