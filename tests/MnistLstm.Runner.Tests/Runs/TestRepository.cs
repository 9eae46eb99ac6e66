using System.Security.Cryptography;
using System.Text;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A repository of its own in a temporary folder, with specs that cost nothing to train.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly string _root;
    private readonly bool _owned;

    public TestRepository(string? root = null, RunEngine? engine = null)
    {
        _owned = root is null;
        _root = root ?? Path.Combine(Path.GetTempPath(), "mnist-lstm-" + Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(Path.Combine(_root, "experiments"));
        File.WriteAllText(Path.Combine(_root, "MnistLstm.Experiments.sln"), "");
        Layout = new RepositoryLayout(_root);
        Store = new RunStore(Layout, Time, engine);
        Snapshots = new SnapshotStore(Layout, readOnly: false, engine);
        Results = new StoredResults(Store, Snapshots, Data);
    }

    public RepositoryLayout Layout { get; }

    public SteppingTime Time { get; } = new();

    public FakeDatasets Data { get; } = new();

    public RunStore Store { get; }

    public SnapshotStore Snapshots { get; }

    public StoredResults Results { get; }

    public FakeTraining Training { get; } = new();

    /// <summary>Begins a training; null for one that costs nothing.</summary>
    public Func<RunSpec, TrainingOptions, ITrainingSession>? Start { get; set; }

    /// <summary>An executor with the specs as they are on disk now.</summary>
    public RunExecutor Executor(SnapshotStore? snapshots = null) =>
        new(Store, snapshots ?? Snapshots, Data, null, (spec, data, options) => Start?.Invoke(spec, options) ?? Training.Start(spec, data, options.Threads));

    public RunResult Execute(RunSpec spec, RunOptions? options = null, IRunObserver? observer = null, CancellationToken cancellation = default) =>
        Executor().Execute(spec, options ?? new RunOptions(), observer, cancellation);

    public SnapshotReview Review(params RunSpec[] catalog) => new(Snapshots, Results, catalog);

    /// <summary>Executes runs, which are all there are, and accepts their results.</summary>
    public void Accept(params RunSpec[] specs)
    {
        Assert.All(specs, spec => Assert.Equal(RunStatus.Completed, Execute(spec).Status));
        Assert.All(Review(specs).Accept(specs), accepted => Assert.True(accepted.Written));
    }

    public string PathOf(string relative) => Path.Combine([_root, .. relative.Split('/')]);

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    public string RunFile(RunSpec spec, string file) => Path.Combine(Store.Folder(spec.Name, Results.FingerprintOf(spec)), file);

    /// <summary>A spec whose YAML lies in the repository; keys not named are at their defaults.</summary>
    public RunSpec Spec(string name = "demo", int epochs = 4, string? experiment = null, params (string Key, string Value)[] settings)
    {
        experiment ??= name;
        string text = $"# {experiment}\n";
        string file = PathOf($"experiments/{experiment}.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return FakeSpecs.Make(name, experiment, epochs, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), settings);
    }

    /// <summary>A spec of nine epochs that early stopping ends after the fifth.</summary>
    public RunSpec Stopped()
    {
        RunSpec spec = Spec(epochs: 9);
        return spec with
        {
            ValidationSamples = 1,
            EarlyStoppingPatience = 2,
            Settings =
            [
                .. spec.Settings.Select(setting => setting.Key switch
                {
                    SpecKeys.ValidationSamples => setting with { Value = "1", Line = 3 },
                    SpecKeys.EarlyStoppingPatience => setting with { Value = "2", Line = 4 },
                    _ => setting,
                }),
            ],
        };
    }

    public void Dispose()
    {
        if (_owned)
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
