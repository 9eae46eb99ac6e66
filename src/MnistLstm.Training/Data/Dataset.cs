namespace MnistLstm.Training.Data;

/// <summary>A data set, checked and in memory.</summary>
/// <param name="Name">Its name in a spec: <c>mnist</c>.</param>
/// <param name="Train">The training sequences, all of them.</param>
/// <param name="Test">The test sequences, all of them.</param>
/// <param name="Sha256">The data set's fingerprint: SHA-256, lower-case hex, over the lower-case hex SHA-256 of its four uncompressed files (train inputs,
/// train labels, test inputs, test labels), each followed by a line feed; of a set with a manifest its shape, too
/// (<see cref="Catalog.DatasetDefinition.Fingerprint"/>). Known without reading the data.</param>
public sealed record Dataset(string Name, SequenceSet Train, SequenceSet Test, string Sha256);
