using MnistLstm.Training;

namespace MnistLstm.Runner.Completion;

/// <summary>The words that may be meant where a command takes runs.</summary>
internal static class RunCandidates
{
    /// <summary>
    /// The experiments. A family may have thousands of runs, so those are offered to who has typed its whole name; paths to who types one.
    /// </summary>
    /// <param name="catalog">All runs.</param>
    /// <param name="typed">What is typed so far.</param>
    public static IEnumerable<string> For(IReadOnlyList<RunSpec> catalog, string typed)
    {
        IEnumerable<string> runs =
            catalog.Where(run => run.Name != run.Experiment && typed.StartsWith(run.Experiment, StringComparison.Ordinal)).Select(run => run.Name);
        IEnumerable<string> paths = typed.StartsWith("experiments/", StringComparison.Ordinal) ? Paths(catalog) : [];
        return Experiments(catalog).Concat(runs).Concat(paths);
    }

    /// <summary>The experiments' names.</summary>
    public static IEnumerable<string> Experiments(IReadOnlyList<RunSpec> catalog) => catalog.Select(run => run.Experiment).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Paths(IReadOnlyList<RunSpec> catalog)
    {
        string[] files = [.. catalog.Select(run => run.SpecPath).Distinct(StringComparer.Ordinal)];
        return files.Select(file => file[..(file.LastIndexOf('/') + 1)]).Concat(files).Distinct(StringComparer.Ordinal);
    }
}
