using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Results;

/// <summary>Writes one run's folder while holding its lock. Until <see cref="Complete"/> is through, the folder claims nothing.</summary>
internal sealed class RunRecorder : IDisposable
{
    private readonly RunStore _store;
    private readonly RunSpec _spec;
    private readonly string _fingerprint;
    private readonly OwnedLock _lock;
    private readonly List<EpochMetrics> _epochs = [];
    private string _datasetSha256 = "";
    private int _threads;
    private DateTime _started;

    public RunRecorder(RunStore store, RunSpec spec, string fingerprint, OwnedLock held)
    {
        _store = store;
        _spec = spec;
        _fingerprint = fingerprint;
        _lock = held;
        Folder = store.Folder(spec.Name, fingerprint);
    }

    public string Folder { get; }

    public IReadOnlyList<EpochMetrics> Epochs => _epochs;

    /// <summary>True once the folder says that a run is under way.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Says that the run is under way, and clears away what an earlier one left.</summary>
    public void Begin(string datasetSha256, int threads) => _store.Guard(Folder, () =>
    {
        (_datasetSha256, _threads, _started) = (datasetSha256, threads, _store.Time.GetUtcNow().UtcDateTime);

        // Deleting needs no space: even on a full disk no older run.json goes on claiming success for what is overwritten now.
        Directory.CreateDirectory(Folder);
        File.Delete(PathOf(RunFiles.Manifest));
        File.Delete(PathOf(RunFiles.Epochs));
        File.Delete(PathOf(RunFiles.Model));
        foreach (string leftover in Directory.GetFiles(Folder).Where(f => f.EndsWith(AsideName.Ending, StringComparison.Ordinal)))
        {
            File.Delete(leftover);
        }

        WriteManifest("running", null, 0, 0, []);
        HasBegun = true;
    });

    /// <summary>Stores an epoch: the whole file anew, so that it never ends in half a line.</summary>
    public void Add(EpochMetrics epoch) => _store.Guard(Folder, () =>
    {
        AtomicFile.Write(PathOf(RunFiles.Epochs), EpochLines([.. _epochs, epoch]));
        _epochs.Add(epoch);
    });

    /// <summary>Stores the weights and then, last of all, says that the run is complete.</summary>
    public void Complete(Action<Stream> writeModel, double trainSeconds, double evaluateSeconds) => _store.Guard(Folder, () =>
    {
        AtomicFile.Write(PathOf(RunFiles.Model), writeModel);
        ManifestFile[] files = [Describe(RunFiles.Epochs), Describe(RunFiles.Model)];
        WriteManifest(RunStore.Complete, null, trainSeconds, evaluateSeconds, files);
    });

    /// <summary>Says how the run ended when it did not end well; the epochs that are done stay.</summary>
    public void End(string status, string error, double trainSeconds, double evaluateSeconds) =>
        _store.Guard(Folder, () => WriteManifest(status, error, trainSeconds, evaluateSeconds, []));

    public void Dispose() => _lock.Dispose();

    private static byte[] EpochLines(IEnumerable<EpochMetrics> epochs) =>
        Encoding.UTF8.GetBytes(string.Concat(epochs.Select(e => EpochText.Line(EpochText.Fields(e)) + "\n")));

    private string PathOf(string file) => Path.Combine(Folder, file);

    private ManifestFile Describe(string file)
    {
        using FileStream stream = File.OpenRead(PathOf(file));
        return new ManifestFile(file, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private void WriteManifest(string status, string? error, double trainSeconds, double evaluateSeconds, IReadOnlyList<ManifestFile> files)
    {
        var manifest = new RunManifest
        {
            Name = _spec.Name,
            Experiment = _spec.Experiment,
            Seed = _spec.Seed,
            Status = status,
            Error = error,
            Fingerprint = _fingerprint,
            Engine = _store.Engine.Version,
            Dataset = new ManifestDataset(_spec.Dataset, _datasetSha256),
            SourcesSha256 = _store.Engine.SourcesSha256(_spec),
            Spec = SpecJson.Of(_spec),
            Parameters = _spec.Parameters,
            WeightsSha256 = _epochs.Count == 0 ? null : _epochs[^1].WeightsSha256,
            Files = files,
            Times = new ManifestTimes(_started, status == "running" ? null : _store.Time.GetUtcNow().UtcDateTime, trainSeconds, evaluateSeconds),
            Environment = ManifestEnvironment.Here(_threads, _store.Engine.Library),
        };
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(manifest, RunJsonContext.Default.RunManifest), (byte)'\n'];
        AtomicFile.Write(PathOf(RunFiles.Manifest), json);
    }
}
