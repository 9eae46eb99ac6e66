using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Cli;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Runner.Tests.Bench;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>A command line over fakes, in a temporary repository, with what it printed.</summary>
internal sealed class CommandHarness : IDisposable
{
    private readonly ExactEngine _exact;
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public CommandHarness(params RunSpec[] catalog)
    {
        Catalog = [.. catalog];
        _exact = new ExactEngine("AVX2", _ =>
        {
            SelfTests++;
            return EngineFault;
        });
        Root = Directory.CreateTempSubdirectory("mnist-lstm-cmd-").FullName;
        foreach (RunSpec spec in catalog)
        {
            Write(spec.SpecPath);
        }
    }

    public List<RunSpec> Catalog { get; }

    public string Root { get; }

    public FakeRuns Runs { get; } = new();

    public FakeSnapshots Snapshots { get; } = new();

    /// <summary>The second engine; null for a build without it.</summary>
    public RunEngine? OtherEngine { get; set; }

    /// <summary>The second engine's runs.</summary>
    public FakeRuns OtherRuns { get; } = new() { Engine = "torchsharp/0.1.2" };

    /// <summary>The second engine's snapshots.</summary>
    public FakeSnapshots OtherSnapshots { get; } = new();

    /// <summary>What bench measures; also the clock, which stands still while nothing is measured.</summary>
    public FakeBench Bench { get; } = new();

    public CancellationTokenSource Signal { get; set; } = new();

    public bool Ci { get; set; }

    public bool Debug { get; set; }

    /// <summary>Columns of the terminal on standard output; null for a pipe.</summary>
    public int? Width { get; set; } = 80;

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>The name of the run last exported, its file, and whether initially.</summary>
    public (string Run, string File, bool Initial)? Exported { get; private set; }

    /// <summary>Gives a run's trained model over its data.</summary>
    public Func<RunSpec, Dataset, Trainer> OpenTrained { get; set; } = (spec, _) => throw new CommandException($"{spec.Name} has no trained weights yet");

    /// <summary>What writing a PyTorch program does and gives; the run, its data and the file are told.</summary>
    public Func<RunSpec, Dataset, string, string?> ExportScript { get; set; } = (_, _, _) => throw new InvalidOperationException("no program expected");

    /// <summary>The steps that the program last written can compare.</summary>
    public int ExportedSteps { get; private set; }

    /// <summary>What writing a bundle does; the run and the file are told.</summary>
    public Action<RunSpec, OutputFile> ExportBundle { get; set; } = (_, _) => throw new InvalidOperationException("no bundle expected");

    public Func<DatasetDefinition, string, Action<FetchProgress>, string> Fetch { get; set; } =
        (_, _, _) => throw new InvalidOperationException("no fetch expected");

    public Func<DatasetDefinition, DataOptions, Dataset> Load { get; set; } = (set, _) => throw new InvalidOperationException($"no test reads {set.Name}");

    /// <summary>The data sets of manifests.</summary>
    public List<DatasetDefinition> Datasets { get; } = [];

    /// <summary>What the engine's self-test finds.</summary>
    public string? EngineFault { get; set; }

    /// <summary>How often the self-test was run.</summary>
    public int SelfTests { get; private set; }

    /// <summary>The accepted snapshot of a run.</summary>
    public Func<RunSpec, SnapshotEntry?> Snapshot { get; set; } = _ => null;

    /// <summary>Why specs are not those that were built in.</summary>
    public string? Stale { get; set; }

    /// <summary>Where Slurm's programs are looked for.</summary>
    public string SlurmPath { get; set; } = "";

    /// <summary>What a cluster's nodes run.</summary>
    public ProgramFiles? Program { get; set; }

    /// <summary>Answers a question; null for nobody there.</summary>
    public Func<string, bool>? Ask { get; set; }

    /// <summary>Makes an empty file in the repository.</summary>
    public void Write(string relative)
    {
        string path = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }

    /// <summary>Runs a command line in the repository's root and returns the exit code; what was printed before is forgotten.</summary>
    public int Run(params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return CommandLine.Run(arguments, new CommandServices
        {
            Terminal = new Terminal(_output, _error, Width is { } columns ? () => columns : null),
            Catalog = () => Catalog,
            Paths = () => new SpecPaths(Root, Root),
            FindEngine = (word, _) => word == ExactEngine.Name ? _exact : OtherEngine,
            RunsOf = (_, engine) => ReferenceEquals(engine, _exact) ? Runs : OtherRuns,
            SnapshotsOf = (_, engine) => ReferenceEquals(engine, _exact) ? Snapshots : OtherSnapshots,
            ResultsIn = results => new ResultInventory(new RepositoryLayout(Root, results), Catalog, new RunDataSource()),
            DataPlaces = folder => new DataPlaces { Folders = [folder ?? Path.Combine(Root, "data")], CacheFolder = Path.Combine(Root, "cache"),
                GivenBy = folder is null ? null : "--data" },
            Datasets = () => [.. DatasetCatalog.All, .. Datasets],
            LoadData = (set, options, _) => Load(set, options),
            FetchData = (set, cache, progress, _) => Fetch(set, cache, progress),
            Export = (spec, _, file, initial) => Exported = (spec.Name, file.Path, initial),
            ExportOnnx = (spec, _, _, file, initial) => Exported = ($"{spec.Name} as ONNX", file.Path, initial),
            OpenTrained = (spec, _, data, _) => OpenTrained(spec, data),
            ExportScript = (spec, data, file, steps, _, _) =>
            {
                ExportedSteps = steps;
                return ExportScript(spec, data, file.Path);
            },
            ExportBundle = (spec, _, file) => ExportBundle(spec, file),
            Bench = Bench,
            BenchPeer = engine => new FakePeer(Bench, engine),
            FindSnapshot = Snapshot,
            StaleSpec = _ => Stale,
            Layout = results => new RepositoryLayout(Root, results),
            Slurm = new SlurmClient(SlurmPath),
            SlurmTimes = (TimeSpan.FromMilliseconds(20), TimeSpan.Zero),
            Program = () => Program ?? throw new InvalidOperationException("no test copies the program"),
            Ask = Ask,
            Time = Bench,
            Processors = 2,
            Ci = Ci,
            Debug = Debug,
            Cancellation = Signal.Token,
        });
    }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        Signal.Dispose();
    }
}
