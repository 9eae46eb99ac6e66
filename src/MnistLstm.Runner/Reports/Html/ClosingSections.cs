using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>The end of a page: where the results were made, of what, and how to make them again.</summary>
internal static class ClosingSections
{
    /// <summary>Writes both.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        html.Open("section", ("id", "environment"), ("aria-labelledby", "h-environment")).Line();
        html.Element("h2", "Environment", ("id", "h-environment")).Line();
        RunFigures[] runs = [.. content.Experiments.SelectMany(experiment => experiment.Together.Runs)];
        const string Independent =
            "Results of exact/1 do not depend on any of this: the same spec, seed and data give the same bits on another processor, with more threads, "
            + "in another build.";
        html.Element("p", Independent).Line();
        TableWriter.Write(html, Machines(runs), "Where the results were made", "environments");
        TableWriter.Write(html, Data(content), "The data they were made of; its content is checked against this hash", "data sets");
        html.CloseLine();
        html.Open("section", ("id", "repeat"), ("aria-labelledby", "h-repeat")).Line();
        html.Element("h2", "How to repeat it", ("id", "h-repeat")).Line();
        const string Again =
            "From the root of the repository, at the same commit. Runs that already have results are skipped; --force trains them again, ";
        html.Element("p", Again + "and every number is compared with its snapshot.").Line();
        html.Element("pre", $"dotnet run -- sweep {content.Words} --force\ndotnet run -- report {content.Words} -o report.html", ("tabindex", "0")).Line();
        html.CloseLine();
    }

    private static TextTable Machines(RunFigures[] runs)
    {
        IGrouping<string[], RunFigures>[] groups = [.. runs.GroupBy(Machine, new SameCells()).OrderByDescending(group => group.Count())
            .ThenBy(group => string.Join('\n', group.Key), StringComparer.Ordinal)];
        return new TextTable(
            [new TableColumn("engine"), new TableColumn("runs", Right: true), new TableColumn("processor"), new TableColumn("threads", Right: true),
                new TableColumn("system"), new TableColumn("runtime"), new TableColumn("sources")],
            [.. groups.Select(group => (TableCell[])[group.Key[0], Figures.Count(group.Count()), .. group.Key[1..].Select(cell => (TableCell)cell)])]);
    }

    private static string[] Machine(RunFigures run)
    {
        RunResult result = run.Result;
        if (result.Environment is not { } machine)
        {
            return [result.Engine, run.IsVerifiedOnly ? "accepted snapshot" : "-", "-", "-", "-", "-"];
        }

        return
        [
            result.Engine,
            $"{machine.Processor ?? machine.Architecture}, {machine.Processors} logical",
            machine.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture),
            $"{machine.System}, {machine.Architecture}",
            machine.Library is { } library ? $"{machine.Runtime}, {library}" : machine.Runtime,
            result.SourcesSha256 is { Length: >= 12 } sources ? sources[..12] : "-",
        ];
    }

    private static TextTable Data(ReportContent content) => new(
        [new TableColumn("data set"), new TableColumn("training", Right: true), new TableColumn("test", Right: true), new TableColumn("SHA-256")],
        [
            .. content.Experiments.SelectMany(experiment => experiment.Together.Runs).Select(run => run.Spec.Data).DistinctBy(set => set.Name)
                .OrderBy(set => set.Name, StringComparer.Ordinal)
                .Select(set => (name: set.Name, Identity: new RunDataSource().Identify(set)))
                .Select(set => (TableCell[])[set.name, Figures.Count(set.Identity.TrainCount), Figures.Count(set.Identity.TestCount), set.Identity.Sha256]),
        ]);

    private sealed class SameCells : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? x, string[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(string[] obj) => obj.Aggregate(0, (hash, cell) => HashCode.Combine(hash, cell.GetHashCode(StringComparison.Ordinal)));
    }
}
