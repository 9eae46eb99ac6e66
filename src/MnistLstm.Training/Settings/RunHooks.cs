namespace MnistLstm.Training.Settings;

/// <summary>The hand-written part of a run's emitted classes, which affects its result like any other source.</summary>
/// <param name="Files">The files, relative to the repository, in ordinal order: <c>experiments/lstm-128.cs</c>.</param>
/// <param name="Sha256">SHA-256, lower-case hex, over a line for each file: the lower-case hex SHA-256 of its tokens, a space, its path, a line feed.</param>
public sealed record RunHooks(IReadOnlyList<string> Files, string Sha256);
