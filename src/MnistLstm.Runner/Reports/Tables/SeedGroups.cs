using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Puts runs of an experiment that differ in nothing but the seed on one row, where their figures are of one kind.</summary>
/// <param name="Rows">The rows, each where its first run stood.</param>
/// <param name="Notes">Which runs were left apart, and why.</param>
internal sealed record SeedGroups(IReadOnlyList<ResultRow> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>The key that rows are averaged over.</summary>
    public const string Seed = SpecKeys.Seed;

    /// <summary>Every run on a row of its own.</summary>
    public static SeedGroups Single(IReadOnlyList<RunFigures> runs) => new(SideBySide.Map(runs, run => new ResultRow(run)), []);

    /// <summary>The runs grouped.</summary>
    public static SeedGroups Of(IReadOnlyList<RunFigures> runs)
    {
        List<ResultRow> rows = [];
        List<string> notes = [];
        foreach (IEnumerable<RunFigures> group in OfOneEngine(runs))
        {
            RunFigures[] members = [.. group];
            if (members.Length == 1)
            {
                rows.Add(new ResultRow(members[0]));
            }
            else if (WhyApart(members) is { } reason)
            {
                rows.AddRange(members.Select(run => new ResultRow(run)));
                notes.Add($"{Seedless.NameOf(members[0].Spec)}: its seeds are not averaged, since {reason}");
            }
            else
            {
                rows.Add(new ResultRow(Seedless.NameOf(members[0].Spec), members));
            }
        }

        return new SeedGroups(rows, notes);
    }

    // Each where its first run stands.
    private static IEnumerable<IEnumerable<RunFigures>> OfOneEngine(IReadOnlyList<RunFigures> runs)
    {
        Dictionary<RunSpec, List<List<RunFigures>>> groups = new(SeedlessComparer.Instance);
        List<List<RunFigures>> all = [];
        foreach (RunFigures run in runs)
        {
            if (!groups.TryGetValue(run.Spec, out List<List<RunFigures>>? engines))
            {
                groups[run.Spec] = engines = [];
            }

            if (engines.Find(group => group[0].Result.Engine == run.Result.Engine) is not { } members)
            {
                engines.Add(members = []);
                all.Add(members);
            }

            members.Add(run);
        }

        return all;
    }

    /// <summary>Figures that other code made, or that stand in for a run, are not of one distribution with the rest.</summary>
    private static string? WhyApart(RunFigures[] runs)
    {
        RunFigures[] figures = [.. runs.Where(run => run.IsTested)];
        return figures.Select(run => run.IsVerifiedOnly).Distinct().Skip(1).Any() ? "some were run here, and others show the accepted snapshot"
            : runs.Select(run => run.Halted is null ? 0 : run.Result.Epochs.Count).Distinct().Skip(1).Any() ? "not all of them were halted after as many epochs"
            : figures.Select(run => run.Result.SourcesSha256).Distinct(StringComparer.Ordinal).Skip(1).Any() ? "their results were made by different sources"
            : null;
    }
}
