using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Puts runs of an experiment that differ in nothing but the seed on one row, where their figures are of one kind.</summary>
/// <param name="Rows">The rows, each where its first run stood.</param>
/// <param name="Notes">Which runs were left apart, and why.</param>
internal sealed record SeedGroups(IReadOnlyList<ResultRow> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>The key that rows are averaged over.</summary>
    public const string Seed = SpecKeys.Seed;

    /// <summary>Every run on a row of its own.</summary>
    public static SeedGroups Single(IReadOnlyList<RunFigures> runs) => new([.. runs.Select(run => new ResultRow(run))], []);

    /// <summary>The runs grouped.</summary>
    public static SeedGroups Of(IReadOnlyList<RunFigures> runs)
    {
        List<ResultRow> rows = [];
        List<string> notes = [];
        foreach (IGrouping<string, RunFigures> group in runs.GroupBy(run => Identity(run.Spec) + "\n" + run.Result.Engine, StringComparer.Ordinal))
        {
            RunFigures[] members = [.. group];
            if (members.Length == 1)
            {
                rows.Add(new ResultRow(members[0]));
            }
            else if (WhyApart(members) is { } reason)
            {
                rows.AddRange(members.Select(run => new ResultRow(run)));
                notes.Add($"{NameOf(members[0].Spec)}: its seeds are not averaged, since {reason}");
            }
            else
            {
                rows.Add(new ResultRow(NameOf(members[0].Spec), members));
            }
        }

        return new SeedGroups(rows, notes);
    }

    private static string Identity(RunSpec spec) =>
        string.Join('\n', spec.Settings.Where(setting => setting.Key != Seed).Select(setting => $"{setting.Key}={setting.Value}").Prepend(spec.Experiment));

    /// <summary>Figures that other code made, or that stand in for a run, are not of one distribution with the rest.</summary>
    private static string? WhyApart(RunFigures[] runs)
    {
        RunFigures[] figures = [.. runs.Where(run => run.IsTested)];
        return figures.Select(run => run.IsVerifiedOnly).Distinct().Skip(1).Any() ? "some were run here and others stand in from the accepted snapshot"
            : figures.Select(run => run.Result.SourcesSha256).Distinct(StringComparer.Ordinal).Skip(1).Any() ? "their results were made by different sources"
            : null;
    }

    /// <summary>The name without the seed, which stands last in it.</summary>
    private static string NameOf(RunSpec spec)
    {
        string own = $"{Seed}={spec[Seed]}]";
        return !spec.Name.EndsWith(own, StringComparison.Ordinal) ? spec.Name
            : spec.Name[..^own.Length] is var rest && rest.EndsWith(',') ? rest[..^1] + "]"
            : rest[..^1];
    }
}
