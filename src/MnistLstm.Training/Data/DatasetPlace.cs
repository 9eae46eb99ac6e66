namespace MnistLstm.Training.Data;

/// <summary>A folder that was looked at, and what was found there.</summary>
/// <param name="Folder">The folder: <c>…/data/mnist</c>.</param>
/// <param name="Finding">In words: <c>no such folder</c>, <c>lacks t10k-labels-idx1-ubyte.gz</c>.</param>
/// <param name="Missing">The files that are not there; empty when all four are.</param>
public sealed record DatasetPlace(string Folder, string Finding, IReadOnlyList<DatasetFile> Missing);
