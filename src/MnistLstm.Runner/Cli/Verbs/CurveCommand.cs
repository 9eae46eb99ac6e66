using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>curve &lt;name&gt;…</c>: every epoch's metrics, as charts or as rows.</summary>
internal static class CurveCommand
{
    private const int WidthOfAPipe = 80;

    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string[]> words = CommonOptions.Words("name", "Names, files, folders or globs", ArgumentArity.OneOrMore);
        Option<string?> metric = new("--metric") { Description = "Draw only these metrics, one chart each: test_loss,train_accuracy", HelpName = "keys" };
        Option<bool> seeds = new("--seeds") { Description = "Draw a line for every seed, not their mean and a band" };
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Command command = new("curve", "Draw the accuracy and the loss of every epoch of stored results.") { words, metric, seeds, format, results };
        command.SetAction(parse =>
        {
            IReadOnlyList<SelectedRun> selected = services.Select(parse.GetRequiredValue(words));
            IReadOnlyList<Metric>? metrics =
                parse.GetValue(metric) is { } keys ? [.. keys.Split(',', StringSplitOptions.TrimEntries).Select(FindMetric)] : null;
            IReadOnlyList<RunFigures> all = StoredRuns.Read(services.Runs(parse.GetValue(results)), selected);

            // Where there is no result here, the accepted epochs are as good: they are what a result would be held against.
            RunFigures[] runs = [.. all.Select(run => run.IsVerifiedOnly && run.Accepted.Count > 0
                ? run with { Result = run.Result with { Epochs = run.Accepted } } : run).Where(run => run.Result.Epochs.Count > 0)];
            StoredRuns.Notes(services.Terminal, all, CommonOptions.Selection(parse, words, results));
            StoredRuns.NotRunHere(services.Terminal, all.Count(run => run.IsVerifiedOnly && run.Accepted.Count > 0));
            string[] missing = [.. all.Select(run => run.Spec.Name).Except(runs.Select(run => run.Spec.Name))];
            if (missing.Length > 0)
            {
                string names = string.Join(' ', missing.Take(5).Select(ShellText.Quote));
                string more = (missing.Length > 5 ? " …" : "") + ShellText.Option("--results", parse.GetValue(results));
                string[] failed = [.. all.Where(run => run.Result is { Epochs.Count: 0, Unfinished: { Failed: true, Error: not null } })
                    .Select(run => $"{run.Spec.Name} failed: {run.Result.Unfinished!.Error!.ReplaceLineEndings(" ")}")];
                if (runs.Length == 0 && failed.Length == missing.Length)
                {
                    throw new CommandException($"there is no result to draw: {string.Join("; ", failed.Take(5))}{(failed.Length > 5 ? "; …" : "")}");
                }

                foreach (string failure in failed.Take(5))
                {
                    services.Terminal.Note(failure);
                }

                if (runs.Length == 0)
                {
                    throw new CommandException($"there is no result to draw yet: dotnet run -- run {names}{more}");
                }

                services.Terminal.Note($"{missing.Length} without a result: dotnet run -- run {names}{more}");
            }

            Print(services.Terminal, parse.GetValue(format), runs, metrics, parse.GetValue(seeds));
            if (parse.GetValue(format) == OutputFormat.Table && metrics is null)
            {
                PublishedReport.Print(services.Terminal, parse.GetValue(seeds) ? SeedGroups.Single(runs).Rows : SeedGroups.Of(runs).Rows);
            }
        });
        return new DocumentedCommand(command, """
            For one run the charts show test, validation and train, for several the test
            figures. Runs that differ only in the seed are drawn as their mean, with a band
            from the smallest to the largest value. If the spec's reference has published
            figures for every epoch, they are drawn as dots, losses in the published unit
            (loss_unit), and a table compares them with ours, with the largest difference
            over the epochs. csv and md have one row per epoch, json one object.

            Examples:
              dotnet run -- curve bilstm-64
              dotnet run -- curve quick/lstm-32 quick/lstm-128 --metric test_loss
              dotnet run -- curve experiments/quick --format csv > epochs.csv

            Next: dotnet run -- evaluate <name> shows what it gets wrong

            """);
    }

    private static void Print(Terminal terminal, OutputFormat format, RunFigures[] runs, IReadOnlyList<Metric>? metrics, bool single)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(RunJson.Write(runs));
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(EpochRows.Csv(runs));
                break;
            case OutputFormat.Md:
                terminal.Output.Write(EpochRows.Table(runs).ToMarkdown());
                break;
            default:
                IReadOnlyList<ResultRow> rows = single ? SeedGroups.Single(runs).Rows : SeedGroups.Of(runs).Rows;
                foreach ((int index, LineChart chart) in CurveCharts.Of(rows, metrics).Index())
                {
                    if (index > 0)
                    {
                        terminal.Data();
                    }

                    foreach (TextPiece[] line in chart.Draw(terminal.OutputWidth ?? WidthOfAPipe))
                    {
                        terminal.Data(line);
                    }
                }

                break;
        }

        terminal.Output.Flush();
    }

    private static Metric FindMetric(string word)
    {
        string[] known = [.. Metric.All.Select(metric => metric.Key)];
        return known.Contains(word) ? CurveCharts.Find(word)
            : throw new UsageException($"--metric: there is no '{word}'{Suggestion.Phrase(word, known)}", "there are " + string.Join(", ", known));
    }
}
