namespace MnistLstm.Training.Data;

/// <summary>A data set, checked and in memory.</summary>
/// <param name="Name">Its name in a spec: <c>mnist</c>.</param>
/// <param name="Train">The training images, all of them.</param>
/// <param name="Test">The test images, all of them.</param>
/// <param name="Sha256">The data set's fingerprint: SHA-256, lower-case hex, over the lower-case hex SHA-256 of its four uncompressed IDX files (train images, train labels, test images, test labels), each followed by a line feed. Known without reading the data.</param>
public sealed record Dataset(string Name, ImageSet Train, ImageSet Test, string Sha256);
