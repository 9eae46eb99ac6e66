using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Selection;

/// <summary>
/// Turns what a user types for a path into the catalog's form, <c>experiments/quick/lstm-128.yaml</c>: relative to the current folder,
/// to the repository or to experiments/, or absolute; with either separator on Windows.
/// </summary>
/// <param name="repository">The repository's root, absolute.</param>
/// <param name="currentFolder">The folder the command runs in, absolute.</param>
internal sealed class SpecPaths(string repository, string currentFolder)
{
    public const string Folder = "experiments";

    /// <summary>The repository's root, absolute.</summary>
    public string Root => repository;

    /// <summary>Absolute readings of a word, the likeliest first, without repeats.</summary>
    public IReadOnlyList<string> Readings(string word)
    {
        string[] bases = [currentFolder, repository, Path.Combine(repository, Folder)];
        return [.. bases.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(word, folder))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The path relative to the repository with forward slashes; null when it lies outside.</summary>
    public string? InRepository(string absolute)
    {
        string relative = Path.GetRelativePath(repository, absolute).Replace(Path.DirectorySeparatorChar, '/');
        bool outside = relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative);
        return outside ? null : relative;
    }

    /// <summary>The absolute path of a path relative to the repository.</summary>
    public string Absolute(string relative) => Path.GetFullPath(relative, repository);

    /// <summary>True for a path that the build reads specs from.</summary>
    public static bool IsBelowExperiments(string? relative) =>
        relative == Folder || (relative?.StartsWith(Folder + "/", StringComparison.Ordinal) ?? false);

    /// <summary>The specs on disk below a folder, in the catalog's form, in ordinal order; drafts are not among them.</summary>
    public IReadOnlyList<string> OnDisk(string absoluteFolder) =>
        [.. FileTree.Files(absoluteFolder)
            .Where(path => path.EndsWith(".yaml", StringComparison.Ordinal) && !path.EndsWith(".draft.yaml", StringComparison.Ordinal))
            .Select(InRepository).OfType<string>().Where(IsBelowExperiments).Order(StringComparer.Ordinal)];
}
