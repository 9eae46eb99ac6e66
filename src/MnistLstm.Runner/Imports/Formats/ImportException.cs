namespace MnistLstm.Runner.Imports.Formats;

/// <summary>A file cannot be taken for data: where, what is wrong, what to do.</summary>
/// <param name="where">The file, and the place in it where that is known: <c>a.csv, line 3</c>.</param>
/// <param name="problem">What is wrong.</param>
/// <param name="remedy">What to do.</param>
internal sealed class ImportException(string where, string problem, string remedy) : Exception($"{where}: {problem}; {remedy}");
