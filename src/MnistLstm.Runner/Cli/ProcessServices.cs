using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Export;
using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Cli;

/// <summary>Puts the real parts together for the process.</summary>
internal static class ProcessServices
{
    private const string OrInitial = " (or export --initial)";

    /// <param name="terminal">Where to write.</param>
    /// <param name="catalog">Gives the runs that were built in.</param>
    /// <param name="datasets">Gives the data sets there are.</param>
    /// <param name="engines">The engines there are.</param>
    /// <param name="interruption">What a signal does.</param>
    public static CommandServices Create(Terminal terminal, Func<IReadOnlyList<RunSpec>> catalog, Func<IReadOnlyList<DatasetDefinition>> datasets,
        RunEngines engines, Interruption interruption)
    {
        bool ci = SnapshotStore.IsContinuousIntegration;
        return new CommandServices
        {
            Terminal = terminal,
            Catalog = catalog,
            Paths = () => new SpecPaths(RepositoryLayout.Find().Root, Directory.GetCurrentDirectory()),
            FindEngine = engines.Find,
            RunsOf = Service,
            SnapshotsOf = (results, engine) => Service(results, engine).Review(catalog()),
            ResultsIn = results => new ResultInventory(RepositoryLayout.Find(results: results), catalog(), new RunDataSource()),
            DataPlaces = folder => DataPlaces.Resolve(folder, RepositoryLayout.Find().Root),
            Datasets = datasets,
            LoadData = DatasetLoader.Load,
            FetchData = (set, cache, progress, token) => new DatasetFetcher().FetchAsync(set, cache, progress, token).GetAwaiter().GetResult(),
            Export = Export,
            ExportOnnx = ExportOnnx,
            OpenTrained = (spec, results, data, threads) => TrainedModel.Open(spec, Trained(spec, results, ""), data, threads,
                Command(spec, results)),
            ExportScript = ExportScript,
            ExportBundle = (spec, results, file) => file.Write(Bundles(RepositoryLayout.Find(results: results)).Of(spec)),
            Bench = new EngineBench(TimeProvider.System),
            BenchPeer = engine => new BenchPeer(engine, TimeProvider.System),
            FindSnapshot = spec => new SnapshotStore(RepositoryLayout.Find(), readOnly: true).Find(spec),
            StaleSpec = spec => new SpecFreshness(RepositoryLayout.Find()).Fault(spec),
            Ci = ci,
            Debug = Environment.GetEnvironmentVariable("MNIST_LSTM_DEBUG") == "1",
            Layout = results => RepositoryLayout.Find(results: results),
            Slurm = new SlurmClient(Environment.GetEnvironmentVariable("PATH") ?? ""),
            Ask = Console.IsInputRedirected ? null : question => Ask(terminal, question),
            SayAtInterrupt = ending => interruption.Ending = ending,
            Cancellation = interruption.Token,
        };

        RunService Service(string? results, RunEngine engine) => new(RepositoryLayout.Find(results: results), readOnlySnapshots: ci, engines, engine);

        StoredRun Trained(RunSpec spec, string? results, string otherwise) => Service(results, ExactEngine.Instance).FindWhole(spec, out string? fault)
            ?? throw new CommandException($"{fault ?? $"{spec.Name} has no trained weights yet"}: {Command(spec, results)}{otherwise}");

        void Export(RunSpec spec, string? results, OutputFile file, bool initial)
        {
            if (initial)
            {
                ModelExport.Initial(spec, file);
                return;
            }

            ModelExport.Trained(Trained(spec, results, OrInitial), file);
        }

        void ExportOnnx(RunSpec spec, Dataset data, string? results, OutputFile file, bool initial)
        {
            if (initial)
            {
                OnnxExport.Initial(spec, data, file);
                return;
            }

            OnnxExport.Trained(spec, data, Trained(spec, results, OrInitial), file);
        }
    }

    private static string Command(RunSpec spec, string? results) =>
        TrainCommand.Of(spec, ExactEngine.Instance.Version, RepositoryLayout.Find(results: results).ResultsOption);

    private static bool Ask(Terminal terminal, string question)
    {
        terminal.Error.Write($"{question} [y/N] ");
        terminal.Error.Flush();
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static BundleExport Bundles(RepositoryLayout layout)
    {
        RunDataSource data = new();
        return new BundleExport(layout, new StoredResults(new RunStore(layout), new SnapshotStore(layout, readOnly: true), data), data);
    }

    private static string? ExportScript(RunSpec spec, Dataset data, OutputFile file, int steps, bool force, CancellationToken cancellation)
    {
        // The program is written from what was built in; it must be what the YAML beside it says.
        if (new SpecFreshness(RepositoryLayout.Find()).Fault(spec) is { } fault)
        {
            throw new CommandException(fault);
        }

        using Trainer trainer = spec.CreateTrainer(data, new TrainingOptions());
        if (trainer.TransformsImages)
        {
            throw new CommandException(
                $"{spec.Name} transforms its images in C# ({string.Join(", ", spec.Hooks?.Files ?? [])}), which no PyTorch program can take over; export the "
                    + $"weights: export {ShellText.Quote(spec.Name)} -o <file>");
        }

        return ScriptExport.Write(spec, data, file, ShellText.Quote(Path.GetFileName(file.Path)), steps, force, cancellation);
    }
}
