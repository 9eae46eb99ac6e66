using Microsoft.Extensions.FileSystemGlobbing;
using MnistLstm.Training;

namespace MnistLstm.Runner.Selection;

/// <summary>
/// Finds the runs that the words of a command line mean: a run's full name, an experiment's name, a YAML file, a folder, a glob over paths.
/// A name is looked for first and is never a glob: brackets are part of it.
/// </summary>
/// <param name="catalog">All runs that were built in.</param>
/// <param name="paths">How paths are read.</param>
internal sealed class RunSelector(IReadOnlyList<RunSpec> catalog, SpecPaths paths)
{
    private readonly UnbuiltSpecs _unbuilt = new(catalog, paths);
    private readonly SortedSet<string> _notBuiltIn = new(StringComparer.Ordinal);

    /// <summary>Specs that the words mean, too, and that are not built in.</summary>
    public IReadOnlyCollection<string> NotBuiltIn => _notBuiltIn;

    /// <summary>The runs of all words in the order of the words, each once; all runs when there is no word.</summary>
    /// <exception cref="UsageException">A word means nothing; the message says what is near or why it was not built in.</exception>
    public IReadOnlyList<SelectedRun> Select(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            _notBuiltIn.UnionWith(_unbuilt.All());
            return [.. catalog.Select(spec => new SelectedRun(spec, Named: false))];
        }

        List<SelectedRun> selected = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach (SelectedRun run in words.SelectMany(Find))
        {
            if (places.TryAdd(run.Spec.Name, selected.Count))
            {
                selected.Add(run);
            }
            else if (run.Named)
            {
                selected[places[run.Spec.Name]] = run;
            }
        }

        return selected;
    }

    /// <summary>The runs a single word means; at least one.</summary>
    private IEnumerable<SelectedRun> Find(string word)
    {
        List<RunSpec> runs = [.. catalog.Where(spec => spec.Name == word)];
        if (runs.Count == 0)
        {
            runs = [.. catalog.Where(spec => spec.Experiment == word)];
        }

        if (runs.Count == 0)
        {
            runs = OfFile(word);
        }

        if (runs.Count > 0)
        {
            return runs.Select(spec => new SelectedRun(spec, Named: true));
        }

        runs = word.Contains('*', StringComparison.Ordinal) ? OfGlob(word) : OfFolder(word);
        return runs.Count > 0
            ? runs.Select(spec => new SelectedRun(spec, Named: false))
            : throw new UnknownRun(catalog, paths).Explain(word);
    }

    private List<RunSpec> OfFile(string word)
    {
        // A file beside the user comes before one of the same name elsewhere.
        foreach (string? path in paths.Readings(word).Select(paths.InRepository))
        {
            List<RunSpec> runs = [.. catalog.Where(spec => spec.SpecPath == path || SpecPaths.Folder + "/" + spec.Experiment == path)];
            if (runs.Count > 0)
            {
                return runs;
            }
        }

        return [];
    }

    private List<RunSpec> OfFolder(string word)
    {
        foreach (string? folder in paths.Readings(word).Select(paths.InRepository))
        {
            // The repository's root holds experiments/, so "." means all of them.
            List<RunSpec> below = [.. catalog.Where(spec => folder == "." || spec.SpecPath.StartsWith(folder + "/", StringComparison.Ordinal))];
            if (folder is not null && below.Count > 0)
            {
                _notBuiltIn.UnionWith(_unbuilt.Below(folder));
                return below;
            }
        }

        return [];
    }

    private List<RunSpec> OfGlob(string word)
    {
        foreach (string? pattern in paths.Readings(word).Select(paths.InRepository))
        {
            if (pattern is null)
            {
                continue;
            }

            Matcher matcher = new(StringComparison.Ordinal);
            matcher.AddInclude(pattern);
            List<RunSpec> matched = [.. catalog.Where(spec => matcher.Match(spec.SpecPath).HasMatches)];
            if (matched.Count > 0)
            {
                _notBuiltIn.UnionWith(_unbuilt.Matching(matcher));
                return matched;
            }
        }

        return [];
    }
}
