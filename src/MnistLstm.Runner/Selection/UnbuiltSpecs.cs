using Microsoft.Extensions.FileSystemGlobbing;
using MnistLstm.Training;

namespace MnistLstm.Runner.Selection;

/// <summary>
/// Specs that lie below <c>experiments/</c> and are not built in: added after the build, or left out of it. A command over a folder, a glob or
/// all runs does not speak of them, and must say so.
/// </summary>
/// <param name="catalog">All runs that were built in.</param>
/// <param name="paths">How paths are read.</param>
internal sealed class UnbuiltSpecs(IReadOnlyList<RunSpec> catalog, SpecPaths paths)
{
    private readonly Lazy<HashSet<string>> _built = new(() => [.. catalog.Select(spec => spec.SpecPath)]);

    /// <summary>All of them, in the catalog's form and in ordinal order.</summary>
    public IReadOnlyList<string> All() => Below(SpecPaths.Folder);

    /// <summary>Those below a folder.</summary>
    /// <param name="folder">The folder, relative to the repository; its root is a dot.</param>
    public IReadOnlyList<string> Below(string folder) =>
        [.. paths.OnDisk(paths.Absolute(folder == "." ? SpecPaths.Folder : folder)).Where(path => !_built.Value.Contains(path))];

    /// <summary>Those that a glob matches.</summary>
    public IReadOnlyList<string> Matching(Matcher glob) => [.. All().Where(path => glob.Match(path).HasMatches)];
}
