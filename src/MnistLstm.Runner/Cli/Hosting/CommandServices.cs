using MnistLstm.Engine;
using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Review;
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

namespace MnistLstm.Runner.Cli.Hosting;

/// <summary>What all commands work with. Made once per process; nothing in it is computed before it is asked for, so that --help is quick.</summary>
internal sealed record CommandServices
{
    /// <summary>Where to write.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>The runs that were built in, in ordinal order of their names.</summary>
    public required Func<IReadOnlyList<RunSpec>> Catalog { get; init; }

    /// <summary>How paths on the command line are read.</summary>
    public required Func<SpecPaths> Paths { get; init; }

    /// <summary>The engine of a word, with a number of threads or its own; null when this build does not have it.</summary>
    public required Func<string, int?, RunEngine?> FindEngine { get; init; }

    /// <summary>An engine's runs with their results in a folder; null for the usual one.</summary>
    public required Func<string?, RunEngine, IRunService> RunsOf { get; init; }

    /// <summary>An engine's snapshots, accepted from the results in a folder; null for the usual one.</summary>
    public required Func<string?, RunEngine, ISnapshotReview> SnapshotsOf { get; init; }

    /// <summary>What lies in a results folder; null for the usual one.</summary>
    public required Func<string?, ResultInventory> ResultsIn { get; init; }

    /// <summary>Where data is looked for, given the value of --data or null.</summary>
    public required Func<string?, DataPlaces> DataPlaces { get; init; }

    /// <summary>The data sets there are: the program's own, then those of manifests.</summary>
    public Func<IReadOnlyList<DatasetDefinition>> Datasets { get; init; } = () => DatasetCatalog.All;

    /// <summary>Gives a data set; fetches it if the options say so.</summary>
    public required Func<DatasetDefinition, DataOptions, CancellationToken, Dataset> LoadData { get; init; }

    /// <summary>Brings a data set into a cache folder and returns where it lies.</summary>
    public required Func<DatasetDefinition, string, Action<FetchProgress>, CancellationToken, string> FetchData { get; init; }

    /// <summary>Writes a run's weights, or its initial ones, as safetensors: run, results folder, file, initial.</summary>
    public required Action<RunSpec, string?, OutputFile, bool> Export { get; init; }

    /// <summary>Writes a run's model with its weights, or its initial ones, as ONNX: run, results folder, file, initial.</summary>
    public required Action<RunSpec, Dataset, string?, OutputFile, bool> ExportOnnx { get; init; }

    /// <summary>A trainer of the exact engine with a run's stored weights: run, results folder, its data, threads. Says how to get a result where there is
    /// none.</summary>
    public required Func<RunSpec, string?, Dataset, int, Trainer> OpenTrained { get; init; }

    /// <summary>Writes a run as a PyTorch program: run, its data, file, steps to compare, whether data that is in the way may be replaced. Gives the folder
    /// with data written beside it, or null.</summary>
    public required Func<RunSpec, Dataset, OutputFile, int, bool, CancellationToken, string?> ExportScript { get; init; }

    /// <summary>Writes a run with all that verifies it elsewhere: run, results folder, file.</summary>
    public required Action<RunSpec, string?, OutputFile> ExportBundle { get; init; }

    /// <summary>What bench measures.</summary>
    public required IBenchEngine Bench { get; init; }

    /// <summary>What bench measures against it.</summary>
    public required Func<RunEngine, IBenchPeer> BenchPeer { get; init; }

    /// <summary>The accepted snapshot of a run as it stands in its file; null when there is none.</summary>
    public required Func<RunSpec, SnapshotEntry?> FindSnapshot { get; init; }

    /// <summary>Why the spec that was built in is not the one on disk, with the remedy; null when it is.</summary>
    public required Func<RunSpec, string?> StaleSpec { get; init; }

    /// <summary>Standard input and output as bytes, for a program that is spoken to.</summary>
    public Func<(Stream Input, Stream Output)> Pipes { get; init; } = () => (StandardStreams.OpenInput(), StandardStreams.OpenOutput());

    /// <summary>Where things lie, with the results in a folder; null for the usual one.</summary>
    public required Func<string?, RepositoryLayout> Layout { get; init; }

    /// <summary>The cluster.</summary>
    public required SlurmClient Slurm { get; init; }

    /// <summary>How often the cluster is asked, and how long results may take to be seen here; null for what suits a cluster.</summary>
    public (TimeSpan Pace, TimeSpan Delay)? SlurmTimes { get; init; }

    /// <summary>This program's own files, which the cluster's nodes run.</summary>
    public Func<ProgramFiles> Program { get; init; } = () => ProgramFiles.Current;

    /// <summary>Asks the user for a yes or a no; null where nobody can be asked.</summary>
    public Func<string, bool>? Ask { get; init; }

    /// <summary>Sets what is said to end when the first signal comes.</summary>
    public Action<string> SayAtInterrupt { get; init; } = _ => { };

    /// <summary>The clock of progress displays and of bench.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Logical processors that runs are trained on.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>True when a build service runs the program.</summary>
    public bool Ci { get; init; }

    /// <summary>True to print the stack trace of an unexpected error.</summary>
    public bool Debug { get; init; }

    /// <summary>Cancelled by Ctrl-C or a termination signal.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The exact engine.</summary>
    public RunEngine Exact => FindEngine(ExactEngine.Name, null)!;

    /// <summary>The exact engine's version: <c>exact/1</c>.</summary>
    public string EngineVersion => Exact.Version;

    /// <summary>The exact engine's runs.</summary>
    public IRunService Runs(string? results) => RunsOf(results, Exact);

    /// <summary>The exact engine's snapshots.</summary>
    public ISnapshotReview Snapshots(string? results) => SnapshotsOf(results, Exact);

    /// <summary>The engine that a command line asks for; the exact one when it says nothing.</summary>
    /// <exception cref="UsageException">This build does not have it.</exception>
    public RunEngine Engine(string? word, int? threads) => FindEngine(word ?? ExactEngine.Name, threads) ?? throw new UsageException(
        $"this build has no engine '{word}'",
        "build with it: dotnet run -p:TorchSharp=true -- …, or put <TorchSharp>true</TorchSharp> into Local.props (docs/torchsharp.md)");

    /// <summary>The data set of a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public DatasetDefinition Dataset(string name)
    {
        IReadOnlyList<DatasetDefinition> known = Datasets();
        string[] names = [.. known.Select(set => set.Name)];
        return known.FirstOrDefault(set => set.Name == name)
            ?? throw new UsageException($"no data set is called '{name}'{Suggestion.Phrase(name, names)}", "there are " + string.Join(", ", names));
    }

    /// <summary>Finds the runs that words of the command line mean.</summary>
    public IReadOnlyList<SelectedRun> Select(IReadOnlyList<string> words)
    {
        RunSelector selector = new(Catalog(), Paths());
        IReadOnlyList<SelectedRun> selected = selector.Select(words);
        NotBuiltIn.UnionWith(selector.NotBuiltIn);
        return selected;
    }

    /// <summary>Specs that the command line meant, too, and that are not built in. They end the command with an error after all else is done.</summary>
    public SortedSet<string> NotBuiltIn { get; } = new(StringComparer.Ordinal);

    /// <summary>Snapshots that no spec stands for. Nothing is said of any while specs are left out of the build, which may own them.</summary>
    public IReadOnlyList<SnapshotOrphan> Orphans(string? results) => AllNotBuiltIn().Count > 0 ? [] : Snapshots(results).Orphans();

    /// <summary>Looks at all specs there are.</summary>
    public IReadOnlyCollection<string> AllNotBuiltIn()
    {
        NotBuiltIn.UnionWith(new UnbuiltSpecs(Catalog(), Paths()).All());
        return NotBuiltIn;
    }
}
