using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>compare [path or name]…</c>: the results table from what is stored.</summary>
internal static class CompareCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string[]> words = CommonOptions.Words("run",
            "Names, files, folders or globs (default: all); the first name is what the others are measured against", ArgumentArity.ZeroOrMore);
        Option<bool> all = new("--all") { Description = "Show the columns without differences too" };
        Option<bool> seeds = new("--seeds") { Description = "Show every seed's run on a row of its own" };
        Option<string?> sort =
            new("--sort") { Description = "Sort by a key or figure (learning_rate, test_accuracy, …); with :asc or :desc in that order", HelpName = "key" };
        Option<int?> top = CommonOptions.Count("--top", "Show the first rows only, and the one delta is measured against", 1_000_000);
        Option<string[]> where =
            new("--where") { Description = "Only runs with key=value (also !=, <, <=, >, >=); may be given several times", HelpName = "key=value" };
        Option<string?> columns = new(
            "--columns") { Description = "These columns, and those that distinguish a family's rows: lr,test_accuracy,train_seconds", HelpName = "keys" };
        Option<bool> history = new("--history") { Description = "Also older results of these runs, from before their specs changed" };
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Command command = new("compare", "Print the results table from stored results and accepted snapshots; nothing is trained.")
        {
            words, all, seeds, sort, top, where, columns, history, format, results,
        };
        command.SetAction(parse =>
        {
            IReadOnlyList<SelectedRun> selected = services.Select(parse.GetValue(words) ?? []);
            IRunService runs = services.Runs(parse.GetValue(results));
            IReadOnlyList<RunFigures> read = parse.GetValue(history) ? StoredRuns.ReadHistory(runs, selected) : StoredRuns.ReadAllEngines(runs, selected);
            RowFilter[] filters = [.. (parse.GetValue(where) ?? []).Select(text => RowFilter.Parse(text, read))];
            IReadOnlyList<RunFigures> rows = [.. read.Where(row => filters.All(filter => filter.Holds(row)))];
            SeedGroups groups = parse.GetValue(seeds) || parse.GetValue(history) ? SeedGroups.Single(rows) : SeedGroups.Of(rows);
            ComparisonView view = new()
            {
                Baseline = groups.Rows.Count > 1 && selected[0].Named && ReferenceEquals(groups.Rows[0].Runs[0], read[0]) ? groups.Rows[0] : null,
                All = parse.GetValue(all),
                Columns = parse.GetValue(columns) is { } list
                    ? [.. list.Split(',', StringSplitOptions.TrimEntries).Select(word => RowField.Find(word, "--columns", read))] : null,
                Order = parse.GetValue(sort) is { } key ? RowOrder.Parse(key, read) : null,
                Top = parse.GetValue(top),
                History = parse.GetValue(history),
            };
            IReadOnlyList<ResultRow> shown = view.Arrange(groups.Rows);
            if (view.Order is not null || view.Top is not null)
            {
                rows = [.. shown.SelectMany(row => row.Runs)];
            }

            new RowPrinter(services.Terminal, parse.GetValue(format)).Print(rows, () => ResultTables.OfComparison(shown, view));
            if (read.Count > 0 && rows.Count == 0)
            {
                services.Terminal.Note("no run meets --where");
            }

            if (parse.GetValue(format) == OutputFormat.Table && parse.GetValue(columns) is null && selected.All(run => run.Named))
            {
                PublishedReport.Print(services.Terminal, [.. shown.Where(row => row.Runs.All(run => !run.IsPast))]);
            }

            StoredRuns.Notes(services.Terminal, groups);
            string selection = CommonOptions.Selection(parse, words, results);
            StoredRuns.Notes(services.Terminal, rows, selection);
            StoredRuns.NotRunHere(services.Terminal, rows.Count(row => row.IsVerifiedOnly));
            int halted = rows.Count(row => row.Halted is not null);
            if (halted > 0)
            {
                services.Terminal.Note(
                    $"{halted} halted by sweep --halving: their held-out figures are those of that epoch; dotnet run -- run <name> trains one to its end");
            }

            Missing(services.Terminal, [.. rows.Where(row => !row.IsTested && row.Halted is null).Select(row => row.Spec.Name)], selection,
                ShellText.Option("--results", parse.GetValue(results)));
        });
        return new DocumentedCommand(command, """
            The table shows the columns that differ. * marks the best of each data set: by
            the held-out images (val %) if runs have validation_samples, otherwise by the
            test images. If a spec names published figures, they are shown beside ours; for
            runs you name also over the epochs, in the page's own unit. Rows marked
            "verified, not run here" show the accepted snapshot. With names, delta is
            measured against the first one. Runs that differ only in the seed are one row:
            mean ± sample standard deviation (number of runs); --seeds, JSON and CSV show
            single runs. If two rows have the same seeds, delta is the mean difference of
            equal seeds with its 95 % interval (Student's t). Another engine's result has a
            row of its own, with the difference from the exact engine's accuracy and the
            speed relative to it.

            Examples:
              dotnet run -- compare
              dotnet run -- compare quick/lstm-32 my-idea
              dotnet run -- compare experiments/quick --all --format md
              dotnet run -- compare --sort test_loss --top 5 --where optimizer=adam
              dotnet run -- compare my-idea --history

            Next: dotnet run -- sweep experiments/ runs what has no result yet

            """);
    }

    private static void Missing(Terminal terminal, IReadOnlyList<string> names, string selection, string results)
    {
        if (names.Count > 0)
        {
            string command = names.Count <= 5 ? $"run {string.Join(' ', names.Select(ShellText.Quote))}{results}" : $"sweep {selection}";
            terminal.Note($"{names.Count} without a result: dotnet run -- {command}");
        }
    }
}
