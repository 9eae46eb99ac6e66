using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Selection;

/// <summary>Says why a word of the command line means no run, and what to do.</summary>
/// <param name="catalog">All runs that were built in.</param>
/// <param name="paths">How paths are read.</param>
internal sealed class UnknownRun(IReadOnlyList<RunSpec> catalog, SpecPaths paths)
{
    private const string ListHelp = "all runs: dotnet run -- list";

    /// <summary>The error to end with.</summary>
    public UsageException Explain(string word)
    {
        if (word.Contains('*', StringComparison.Ordinal))
        {
            return new UsageException($"no experiment's path matches '{word}'",
                "a glob is matched with paths such as experiments/quick/lstm-128.yaml; ** crosses folders", ListHelp);
        }

        foreach (string typed in new[] { word, word + ".yaml", word + ".draft.yaml" })
        {
            if (paths.Readings(typed).FirstOrDefault(File.Exists) is { } file)
            {
                return ExistingFile(typed, file);
            }
        }

        if (paths.Readings(word).FirstOrDefault(Directory.Exists) is { } folder)
        {
            return ExistingFolder(word, folder);
        }

        bool isPath = word.EndsWith(".yaml", StringComparison.Ordinal) || word.EndsWith(".yml", StringComparison.Ordinal);
        string near = Suggestion.Phrase(word, isPath ? Paths(word) : Names());
        return new UsageException((isPath ? $"no file '{word}'" : $"no run, experiment, file or folder is called '{word}'") + near, ListHelp);
    }

    private IEnumerable<string> Names() =>
        catalog.SelectMany(spec => new[] { spec.Name, spec.Experiment }).Distinct(StringComparer.Ordinal);

    /// <summary>The paths in the form the user typed: with experiments/ in front or without.</summary>
    private IEnumerable<string> Paths(string word)
    {
        bool withFolder = word.Contains(SpecPaths.Folder, StringComparison.Ordinal);
        IEnumerable<string> all = catalog.Select(spec => spec.SpecPath).Distinct(StringComparer.Ordinal);
        return withFolder ? all : all.Select(path => path[(SpecPaths.Folder.Length + 1)..]);
    }

    private UsageException ExistingFile(string word, string file)
    {
        string? relative = paths.InRepository(file);
        if (!SpecPaths.IsBelowExperiments(relative))
        {
            return new UsageException($"'{word}' is outside experiments/, and only specs in that folder are built in", $"copy it: cp {word} experiments/");
        }

        string name = Path.GetFileName(file);
        if (name.EndsWith(".draft.yaml", StringComparison.Ordinal))
        {
            string renamed = relative![..^".draft.yaml".Length] + ".yaml";
            return new UsageException($"'{word}' is a draft, which the build ignores", $"take it in: mv {relative} {renamed}");
        }

        if (name.EndsWith(".yaml", StringComparison.Ordinal))
        {
            return new UsageException(
                $"'{word}' is not built in: it was added after the build, or the build reported an error in it",
                $"build again: dotnet build {BuiltProgram.Project} (a plain `dotnet run` does it too, `dotnet run --no-build` does not)");
        }

        return name.EndsWith(".yml", StringComparison.Ordinal)
            ? new UsageException($"'{word}' does not end with .yaml, so the build does not take it",
                $"rename it: mv {relative} {relative![..^".yml".Length]}.yaml")
            : new UsageException($"'{word}' is not an experiment: those are .yaml files below experiments/", ListHelp);
    }

    private UsageException ExistingFolder(string word, string folder)
    {
        IReadOnlyList<string> specs = paths.OnDisk(folder);
        if (specs.Count > 0)
        {
            return new UsageException($"none of the {specs.Count} experiments in '{word}' is built in ({specs[0]}, for one)",
                $"build again: dotnet build {BuiltProgram.Project}");
        }

        return SpecPaths.IsBelowExperiments(paths.InRepository(folder))
            ? new UsageException($"no experiments in '{word}': it holds no .yaml file", "dotnet run -- new my-idea writes one; " + ListHelp)
            : new UsageException($"no experiments in '{word}': they are kept below experiments/", "all of them: dotnet run -- sweep experiments/", ListHelp);
    }
}
