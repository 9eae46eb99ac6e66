using System.Reflection;

namespace MnistLstm.Runner.Storage;

/// <summary>The program that this library is part of, as its build describes it: this repository's own app, or one in a project of one's own.</summary>
internal static class BuiltProgram
{
    private const string OwnApp = "MnistLstm.Experiments";

    /// <summary>The project's file, for what a user is told to build: <c>MnistLstm.Experiments.csproj</c>.</summary>
    public static string Project { get; } = Metadata("ExperimentProject") ?? OwnApp + ".csproj";

    /// <summary>The program's name.</summary>
    public static string Name { get; } = Metadata("ExperimentProject") is null ? OwnApp : Assembly.GetEntryAssembly()!.GetName().Name ?? OwnApp;

    /// <summary>The program's file.</summary>
    public static string Library => Name + ".dll";

    /// <summary>The folder that held experiments/ when it was built; null where nobody said so.</summary>
    public static string? Root { get; } = Metadata("RepositoryRoot");

    private static string? Metadata(string key) =>
        Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == key)?.Value;
}
