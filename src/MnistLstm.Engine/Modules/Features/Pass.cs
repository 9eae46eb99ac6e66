namespace MnistLstm.Engine.Modules.Features;

/// <summary>One batch on its way through the modules.</summary>
/// <param name="Batch">B, the samples of this batch.</param>
/// <param name="Training">Whether a backward pass follows, for which values must be kept.</param>
internal readonly record struct Pass(int Batch, bool Training);
