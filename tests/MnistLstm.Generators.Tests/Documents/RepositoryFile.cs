using System.Runtime.CompilerServices;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>A file of the repository that the tests look at where it lies.</summary>
internal static class RepositoryFile
{
    /// <summary>Set to 1, it makes the tests write the files that follow from the generator's tables, instead of comparing them.</summary>
    public const string WriteVariable = "MNIST_LSTM_WRITE_DOCUMENTS";

    /// <summary>Where a file lies.</summary>
    /// <param name="path">Relative to the repository.</param>
    public static string PathOf(string path) => Path.Combine(Root(), path);

    /// <summary>A file's text, line ends as "\n".</summary>
    /// <inheritdoc cref="PathOf"/>
    public static string Read(string path) => File.ReadAllText(PathOf(path)).Replace("\r\n", "\n");

    /// <summary>Compares a file with what it should be, or writes it when the variable says so.</summary>
    /// <param name="path">Relative to the repository.</param>
    /// <param name="expected">The whole text.</param>
    public static void Check(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            File.WriteAllText(PathOf(path), expected);
        }

        Assert.True(
            expected == Read(path),
            $"{path} does not follow from the key table; write it with: {WriteVariable}=1 dotnet test tests/MnistLstm.Generators.Tests --filter "
                + $"Documents\n{FirstDifference(expected, Read(path))}");
    }

    private static string FirstDifference(string expected, string found)
    {
        (string[] left, string[] right) = (expected.Split('\n'), found.Split('\n'));
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        return $"line {line + 1}\n  expected: {left.ElementAtOrDefault(line)}\n  found:    {right.ElementAtOrDefault(line)}";
    }

    // This file lies three folders below the root.
    private static string Root([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
}
