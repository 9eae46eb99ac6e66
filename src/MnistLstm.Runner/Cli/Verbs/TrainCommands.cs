using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>run</c> and <c>sweep</c>: the same work, named one by one or taken from folders.</summary>
internal static class TrainCommands
{
    public static DocumentedCommand CreateRun(CommandServices services)
    {
        Command command = new("run", "Train the named runs, store the results and check them against their snapshots.");
        Argument<string[]> words = CommonOptions.Words("name", "Names or files of experiments", ArgumentArity.OneOrMore);
        AddTraining(command, words, services, selected => selected, dryRun: null);
        return new DocumentedCommand(command, """
            A run whose result is stored already is not repeated (--force repeats it).
            Exit codes: 0 fine, 1 a run failed, 2 usage, 3 a snapshot differs, 4 no data,
            130 interrupted.

            Examples:
              dotnet run -- run quick/lstm-32
              dotnet run -- run experiments/lstm-128.yaml --threads 2
              dotnet run -- run quick/lstm-32 --force --format json

            Next: dotnet run -- compare; dotnet run -- snapshots accept <name>

            """);
    }

    public static DocumentedCommand CreateSweep(CommandServices services)
    {
        Command command = new("sweep", "Train all runs of folders, files or globs, the cheapest first, and print the results table.");
        Argument<string[]> words = CommonOptions.Words("path", "Folders, files or globs (quote a glob)", ArgumentArity.OneOrMore);
        Option<bool> dryRun = new("--dry-run") { Description = "Show what would be trained and why, and do nothing" };
        AddTraining(command, words, services, CheapestFirst, dryRun);
        return new DocumentedCommand(command, """
            What is stored already is not repeated, so a sweep that was stopped is continued
            by the same command. Data that is missing is fetched once; when that fails, the
            accepted snapshot's figures are shown, marked "verified, not run here".
            Exit codes: 0 fine, 1 a run failed, 2 usage, 3 a snapshot differs, 4 no data,
            130 interrupted.

            Examples:
              dotnet run -- sweep experiments/
              dotnet run -- sweep experiments/ --dry-run
              dotnet run -- sweep 'experiments/quick/lstm-*.yaml'
              dotnet run -- sweep experiments/ --format json > results.json

            Next: dotnet run -- compare shows the table again

            """);
    }

    private static IReadOnlyList<SelectedRun> CheapestFirst(IReadOnlyList<SelectedRun> selected) =>
        [.. selected.OrderBy(run => Work(run.Spec)).ThenBy(run => run.Spec.Name, StringComparer.Ordinal)];

    private static double Work(RunSpec spec)
    {
        DatasetDefinition set = DatasetCatalog.Get(spec.Dataset);
        return WorkEstimate.Flops(spec, new DatasetIdentity(set.Fingerprint, set.TrainCount, set.TestCount));
    }

    private static void AddTraining(Command command, Argument<string[]> words, CommandServices services, Func<IReadOnlyList<SelectedRun>, IReadOnlyList<SelectedRun>> order, Option<bool>? dryRun)
    {
        Option<string?> engine = CommonOptions.Engine("Train with exact or torchsharp (default: exact); docs/torchsharp.md has the second");
        Option<int?> threads = CommonOptions.Threads("Threads within a run (default: all processors); never changes a result of the exact engine");
        Option<bool> force = new("--force") { Description = "Train again although a result is stored" };
        Option<bool> failFast = new("--fail-fast") { Description = "Stop after the first run that fails or differs from its snapshot" };
        Option<bool> noCheck = new("--no-check") { Description = "Do not compare with snapshots" };
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        command.Add(words);
        foreach (Option option in new Option[] { format, engine, threads, force, failFast, noCheck, results, data })
        {
            command.Add(option);
        }

        if (dryRun is not null)
        {
            command.Add(dryRun);
        }

        command.SetAction(parse =>
        {
            IReadOnlyList<SelectedRun> selected = order(services.Select(parse.GetRequiredValue(words)));
            RunEngine chosen = services.Engine(parse.GetValue(engine), parse.GetValue(threads));
            RunOptions execution = new()
            {
                Threads = parse.GetValue(threads) ?? chosen.DefaultThreads,
                Force = parse.GetValue(force),
                Check = !parse.GetValue(noCheck),
            };
            if (dryRun is not null && parse.GetValue(dryRun))
            {
                DryRun.Print(services, services.RunsOf(parse.GetValue(results), chosen), execution.Force, parse.GetValue(format), selected);
                return ExitCode.Success;
            }

            SweepOptions options = new(chosen, execution, parse.GetValue(failFast));
            return new SweepPrinter(services, options, parse.GetValue(results), parse.GetValue(data), parse.GetValue(format)).Execute(selected);
        });
    }
}
