using MnistLstm.Runner.Snapshots;

namespace MnistLstm.Runner.Storage;

/// <summary>Where things lie in a repository. Paths are absolute; nothing is created here.</summary>
internal sealed class RepositoryLayout
{
    // What a folder with experiments/ holds besides, where it is a repository's or a project's own.
    private static readonly string[] s_markers = ["*.sln", "*.slnx", ProjectFiles];

    private const string ProjectFiles = "*.csproj";

    /// <summary>What stands in a snapshot file's name between the experiment and an engine.</summary>
    public const char EngineMark = '@';

    /// <summary>The engine whose snapshot files carry no mark.</summary>
    public const string UnmarkedEngine = "exact";

    private const string ExperimentsFolder = "experiments";

    /// <summary>Describes the repository at a root.</summary>
    /// <param name="root">The repository's root folder.</param>
    /// <param name="results">The results folder (<c>--results</c>), relative to the current folder; null for <c>results/</c> in the repository.</param>
    public RepositoryLayout(string root, string? results = null)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Experiments = Path.Combine(Root, ExperimentsFolder);
        Snapshots = Path.Combine(Experiments, "snapshots");
        Results = results is null ? Path.Combine(Root, "results") : Path.TrimEndingDirectorySeparator(Path.GetFullPath(results));
        ResultsOption = ShellText.Option("--results", results);
    }

    /// <summary>The repository's root.</summary>
    public string Root { get; }

    /// <summary>The folder of the specs.</summary>
    public string Experiments { get; }

    /// <summary>The folder of the accepted snapshots.</summary>
    public string Snapshots { get; }

    /// <summary>The folder of the results.</summary>
    public string Results { get; }

    /// <summary>What a command needs behind it to mean these results, a blank before it: nothing for the usual folder.</summary>
    public string ResultsOption { get; }

    /// <summary>
    /// Finds the repository: upwards from a folder the first that holds <c>experiments/</c> and a solution or a project,
    /// else the one this program was built from. A folder of another program's project is passed by where that one is there.
    /// </summary>
    /// <param name="start">Where to begin; null for the current folder.</param>
    /// <param name="results">The results folder; null for <c>results/</c> in the repository.</param>
    /// <exception cref="DirectoryNotFoundException">Neither is there.</exception>
    public static RepositoryLayout Find(string? start = null, string? results = null) =>
        Find(start, results, BuiltProgram.Root, BuiltProgram.ProjectInRoot);

    /// <inheritdoc cref="Find(string?, string?)"/>
    /// <param name="built">The root that the program was built from; null where nobody knows.</param>
    /// <param name="project">The program's project file, relative to it; null where nobody knows.</param>
    internal static RepositoryLayout Find(string? start, string? results, string? built, string? project = null)
    {
        bool isThere = built is not null && Directory.Exists(Path.Combine(built, ExperimentsFolder));
        string from = Path.GetFullPath(start ?? Directory.GetCurrentDirectory());
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            if (IsRoot(folder.FullName) && !(isThere && IsOfOthers(folder.FullName, project)))
            {
                return new RepositoryLayout(folder.FullName, results);
            }
        }

        return isThere
            ? new RepositoryLayout(built!, results)
            : throw new DirectoryNotFoundException(
                $"no repository found: neither {from} nor a folder above it holds {ExperimentsFolder}/ beside a solution or a project, nor does the folder "
                    + $"this program was built from ({built ?? "not known"}); run it from the repository");
    }

    /// <summary>The path as the user knows it: relative to the repository with forward slashes, or absolute when it lies outside.</summary>
    public string Relative(string path)
    {
        string relative = Path.GetRelativePath(Root, path);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal) ? path : relative.Replace('\\', '/');
    }

    /// <summary>The folder of all results of a run's name. The name's slashes become folders; nothing in it is a pattern.</summary>
    public string RunFolder(string runName) => Path.Combine([Results, .. runName.Split('/')]);

    /// <summary>The accepted snapshots of an experiment; of an engine but the exact one, in a file named for both: <c>lstm-128@torchsharp</c>. No experiment's
    /// name holds that sign.</summary>
    public string VerifiedFile(string experiment, string engine = UnmarkedEngine) => SnapshotFile(experiment, engine, ".verified.json");

    /// <summary>The results that differ from the accepted ones, waiting for a decision.</summary>
    public string ReceivedFile(string experiment, string engine = UnmarkedEngine) => SnapshotFile(experiment, engine, ".received.json");

    private string SnapshotFile(string experiment, string engine, string ending) =>
        Path.Combine([Snapshots, .. (experiment + (engine == UnmarkedEngine ? "" : EngineMark + engine) + ending).Split('/')]);

    // Two projects with experiments of their own in one solution: what is started from the one's folder may be the other.
    private static bool IsOfOthers(string folder, string? project) =>
        project is not null && !File.Exists(Path.Combine(folder, project)) && Directory.EnumerateFiles(folder, ProjectFiles).Any();

    private static bool IsRoot(string folder) =>
        Directory.Exists(Path.Combine(folder, ExperimentsFolder)) && s_markers.Any(marker => Directory.EnumerateFiles(folder, marker).Any());
}
