using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>compare [path or name]…</c>: the results table from what is stored.</summary>
internal static class CompareCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string[]> words = CommonOptions.Words("run", "Names, files, folders or globs (default: all); the first name is what the others are measured against", ArgumentArity.ZeroOrMore);
        Option<bool> all = new("--all") { Description = "Show the columns without differences too" };
        Option<bool> seeds = new("--seeds") { Description = "Show every seed's run on a row of its own" };
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Command command = new("compare", "Print the results table from stored results and accepted snapshots; nothing is trained.") { words, all, seeds, format, results };
        command.SetAction(parse =>
        {
            IReadOnlyList<SelectedRun> selected = services.Select(parse.GetValue(words) ?? []);
            IReadOnlyList<RunFigures> rows = StoredRuns.ReadAllEngines(services.Runs(parse.GetValue(results)), selected);
            SeedGroups groups = parse.GetValue(seeds) ? SeedGroups.Single(rows) : SeedGroups.Of(rows);
            ResultRow? baseline = groups.Rows.Count > 1 && selected[0].Named ? groups.Rows[0] : null;
            new RowPrinter(services.Terminal, parse.GetValue(format))
                .Print(rows, () => ResultTables.OfComparison(groups.Rows, baseline, parse.GetValue(all)));
            StoredRuns.Notes(services.Terminal, groups);
            StoredRuns.Notes(services.Terminal, rows);
            int notRunHere = rows.Count(row => row.IsVerifiedOnly);
            if (notRunHere > 0)
            {
                services.Terminal.Note($"{notRunHere} {RunFigures.NotRunHere}: the figures are those of the accepted {(notRunHere == 1 ? "snapshot" : "snapshots")}");
            }

            Missing(services.Terminal, [.. rows.Where(row => row.TestAccuracy is null).Select(row => row.Spec.Name)]);
        });
        return new DocumentedCommand(command, """
            Only columns that differ are shown. * marks the best of each data set: by the
            held-out images (val %) where runs have validation_samples, by the test images
            where not. Published figures stand beside ours where the spec names them. Rows
            marked "verified, not run here" show the accepted snapshot. With names, delta is
            measured against the first one. Runs that differ in nothing but the seed are one
            row: mean ± sample standard deviation (number of runs); --seeds, JSON and CSV
            show them singly. Where another engine's result is stored, it has a row
            of its own, with its difference from the exact engine's accuracy and its speed
            against it.

            Examples:
              dotnet run -- compare
              dotnet run -- compare quick/lstm-32 my-idea
              dotnet run -- compare experiments/quick --all --format md

            Next: dotnet run -- sweep experiments/ runs what has no result yet

            """);
    }

    private static void Missing(Terminal terminal, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            string first = string.Join(' ', names.Take(5).Select(ShellWord.Quote));
            terminal.Note($"{names.Count} without a result: dotnet run -- {(names.Count <= 5 ? $"run {first}" : "sweep experiments/")}");
        }
    }
}
