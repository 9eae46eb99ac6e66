using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Authoring;

/// <summary>Finds what a new spec is made from. The files are what counts, built in or not; only a single run of a family is in no file of its own.</summary>
/// <param name="catalog">The runs that were built in.</param>
/// <param name="paths">How paths are read.</param>
/// <param name="stale">Why a run's file is not as it was built in; null when it is.</param>
internal sealed class SpecOrigins(IReadOnlyList<RunSpec> catalog, SpecPaths paths, Func<RunSpec, string?> stale)
{
    /// <summary>The text of the new spec.</summary>
    /// <param name="word">An experiment's name, a file, or the full name of a family's run.</param>
    /// <param name="name">The new experiment.</param>
    /// <exception cref="UsageException">The word means nothing, or more than one spec.</exception>
    public string TextFrom(string word, string name)
    {
        if (catalog.FirstOrDefault(run => run.Name == word && run.Name != run.Experiment) is { } member)
        {
            return stale(member) is { } fault ? throw new CommandException(fault) : NewSpecText.OfRun(name, member);
        }

        if (File(word) is { } file)
        {
            string relative = paths.InRepository(file) ?? System.IO.Path.GetFileName(file);
            string origin = SpecPaths.IsBelowExperiments(relative) ? relative[(SpecPaths.Folder.Length + 1)..] : relative;
            return NewSpecText.Copy(name, WithoutEnding(origin),
                StoredFile.TryReadText(file, StoredFile.SmallLimit) ?? throw new FileNotFoundException($"{file} is gone"));
        }

        if (paths.Readings(word).Any(Directory.Exists))
        {
            throw new UsageException($"--from takes one experiment, and '{word}' is a folder", "those in it: dotnet run -- list " + ShellText.Quote(word));
        }

        throw new UsageException($"no experiment, run or file is called '{word}'{Suggestion.Phrase(word, Names())}", "all of them: dotnet run -- list");
    }

    private string? File(string word)
    {
        string[] endings = word.EndsWith(".yaml", StringComparison.Ordinal) ? [""] : [".yaml", ".draft.yaml"];
        string[] files = [.. endings.SelectMany(ending => paths.Readings(word + ending))];

        // An experiment's name means the one below experiments/, whatever lies in the current folder.
        return files.Where(System.IO.File.Exists).OrderBy(file => SpecPaths.IsBelowExperiments(paths.InRepository(file)) ? 0 : 1).FirstOrDefault();
    }

    private IEnumerable<string> Names() =>
        paths.OnDisk(paths.Absolute(SpecPaths.Folder)).Select(path => WithoutEnding(path[(SpecPaths.Folder.Length + 1)..]))
            .Concat(catalog.Select(run => run.Name)).Distinct(StringComparer.Ordinal);

    private static string WithoutEnding(string path)
    {
        string name = path.EndsWith(".yaml", StringComparison.Ordinal) ? path[..^".yaml".Length] : path;
        return name.EndsWith(".draft", StringComparison.Ordinal) ? name[..^".draft".Length] : name;
    }
}
