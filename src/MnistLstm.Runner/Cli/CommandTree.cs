using System.CommandLine;
using System.CommandLine.Help;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Verbs;

namespace MnistLstm.Runner.Cli;

/// <summary>All commands with their help.</summary>
internal static class CommandTree
{
    private const int HelpWidth = 80;

    public static RootCommand Create(CommandServices services)
    {
        IReadOnlyList<DocumentedCommand> data = DataCommand.Create(services);
        IReadOnlyList<DocumentedCommand> snapshots = SnapshotsCommand.Create(services);
        IReadOnlyList<DocumentedCommand> results = ResultsCommand.Create(services);
        DocumentedCommand[] verbs =
        [
            ListCommand.Create(services),
            ShowCommand.Create(services),
            NewCommand.Create(services),
            TrainCommands.CreateRun(services),
            TrainCommands.CreateSweep(services),
            CompareCommand.Create(services),
            CurveCommand.Create(services),
            EvaluateCommand.Create(services),
            PredictCommand.Create(services),
            ReportCommand.Create(services),
            snapshots[0],
            BisectCommand.Create(services),
            ExportCommand.Create(services),
            VerifyCommand.Create(services),
            data[0],
            results[0],
            BenchCommand.Create(services),
            DoctorCommand.Create(services),
            CompletionCommand.Create(services),
        ];
        RootCommand root = new("Recurrent-network experiments whose numbers can be trusted: YAML in, checked results out.") { HelpName = "dotnet run --" };
        foreach (DocumentedCommand verb in verbs)
        {
            root.Add(verb.Command);
        }

        CommandCompletions.AddTo(root, services);
        const string Examples = """
            Everyday use, from the repository's root:
              dotnet run -- sweep experiments/       runs what is new or changed, then
                                                     prints the results table
              dotnet run -- compare                  the table again
              dotnet run -- new my-idea              writes an experiment to edit
              dotnet run -- snapshots accept <name>  guards a new number
              dotnet test                            trains again and checks every number

            A run is meant by its name (quick/lstm-128), its file, its folder, or a glob.
            Data goes to standard output, progress and notes to standard error.
            More: dotnet run -- <command> --help, docs/commands.md

            """;
        IEnumerable<DocumentedCommand> all = [new DocumentedCommand(root, Examples), .. verbs, .. data.Skip(1), .. snapshots.Skip(1), .. results.Skip(1)];
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        HelpAction standard = (HelpAction)help.Action!;
        standard.MaxWidth = HelpWidth;
        help.Action = new ExampleHelp(standard, all.ToDictionary(command => command.Command, command => command.Examples));
        return root;
    }
}
