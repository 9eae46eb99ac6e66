namespace MnistLstm.Generators.Model.Names;

/// <summary>Where emitted code lives: in the root namespace of the project that it is compiled into.</summary>
internal static class ProjectNamespace
{
    /// <summary>That of this repository's own app.</summary>
    public const string Default = "MnistLstm.Experiments";

    /// <summary>What stands between a project's root namespace and the specs' folders.</summary>
    public const string Specs = "Generated";

    /// <summary>The namespace of specs that lie in <c>experiments/</c> itself.</summary>
    /// <param name="root">The project's root namespace.</param>
    public static string OfSpecs(string root) => root + "." + Specs;
}
