using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>list [path]</c>: the runs there are, and whether they were run and verified.</summary>
internal static class ListCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string[]> words = CommonOptions.Words("path", "Names, files, folders or globs (default: all)", ArgumentArity.ZeroOrMore);
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Command command = new("list", "List the runs, their parameter counts, and whether they have results and snapshots.") { words, format, results };
        command.SetAction(parse =>
        {
            IReadOnlyList<SelectedRun> selected = services.Select(parse.GetValue(words) ?? []);
            IReadOnlyList<RunFigures> rows = StoredRuns.Read(services.Runs(parse.GetValue(results)), selected);
            new RowPrinter(services.Terminal, parse.GetValue(format)).Print(rows, () => ResultTables.OfList(rows));
            StoredRuns.Notes(services.Terminal, rows, CommonOptions.Selection(parse, words, results));
            if (rows.Count == 0)
            {
                services.Terminal.Note("no experiments yet: dotnet run -- new my-idea");
            }
        });
        return new DocumentedCommand(command, """
            Result: cached if a complete result is stored; run and sweep do not repeat it.
            Snapshot: equal, changed, NOT EQUAL, NEW or unchecked for a stored result;
            verified if there is no result here but an accepted snapshot.

            Examples:
              dotnet run -- list
              dotnet run -- list experiments/quick
              dotnet run -- list --format json

            Next: dotnet run -- show <name>, or dotnet run -- sweep experiments/

            """);
    }
}
