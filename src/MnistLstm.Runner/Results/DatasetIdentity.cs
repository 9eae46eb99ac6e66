namespace MnistLstm.Runner.Results;

/// <summary>What is known of a data set without reading it.</summary>
/// <param name="Sha256">The fingerprint of its content, as in <see cref="Training.Data.Dataset.Sha256"/>.</param>
/// <param name="TrainCount">Number of training images.</param>
/// <param name="TestCount">Number of test images.</param>
internal sealed record DatasetIdentity(string Sha256, int TrainCount, int TestCount);
