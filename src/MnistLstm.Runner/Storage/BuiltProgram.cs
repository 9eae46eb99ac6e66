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

    /// <summary>Where its documentation is: an address, or a folder's full path; null where nobody said so.</summary>
    public static string? Documentation { get; } = Metadata("ExperimentDocumentation");

    /// <summary>Where its project's file lies below <see cref="Root"/>, as <c>MyLab.csproj</c>; null where nobody said so.</summary>
    public static string? ProjectInRoot { get; } = PlaceOf(Assembly.GetEntryAssembly()).Project;

    /// <summary>The folder that held experiments/ when a program was built, and its project's file relative to it; nulls where nobody said so.</summary>
    /// <param name="assembly">The program's own assembly.</param>
    public static (string? Root, string? Project) PlaceOf(Assembly? assembly) =>
        Metadata(assembly, "RepositoryRoot") is { } root && Metadata(assembly, "ExperimentProjectFolder") is { } folder
            && Metadata(assembly, "ExperimentProject") is { } file ? (root, Path.GetRelativePath(root, Path.Combine(folder, file))) : (null, null);

    private static string? Metadata(string key) => Metadata(Assembly.GetEntryAssembly(), key);

    private static string? Metadata(Assembly? assembly, string key) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == key)?.Value;
}
