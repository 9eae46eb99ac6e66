using MnistLstm.Generators.Parsing.Names;

namespace MnistLstm.Runner.Imports;

/// <summary>The C# class that the build makes of a manifest, which is of one data set only.</summary>
internal static class DatasetClass
{
    /// <summary>The data set that is there already and whose class would be the same: <c>a_b</c> for <c>a-b</c>; null where there is none.</summary>
    /// <param name="folder">The folder of the manifests.</param>
    /// <param name="name">The new data set's name, which has no fault.</param>
    public static string? Other(string folder, string name) => !Directory.Exists(folder) ? null
        : Directory.EnumerateFiles(folder, "*" + NameRules.Ending)
            .Select(file => Path.GetFileName(file)[..^NameRules.Ending.Length])
            .Where(other => other != name && DatasetNameRules.Fault(other) is null && NameRules.Identifier(other) == NameRules.Identifier(name))
            .Min(StringComparer.Ordinal);
}
