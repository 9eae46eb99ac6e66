using System.Security.Cryptography;
using System.Text.Json;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Results;

/// <summary>Writes one run's folder while holding its lock. Until <see cref="Complete"/> is through, the folder claims nothing.</summary>
internal sealed class RunRecorder : IDisposable
{
    private static readonly TimeSpan s_betweenFlushes = TimeSpan.FromSeconds(10);

    private readonly RunStore _store;
    private readonly RunSpec _spec;
    private readonly string _fingerprint;
    private readonly OwnedLock _lock;
    private readonly List<EpochMetrics> _epochs = [];
    private string _datasetSha256 = "";
    private int _threads;
    private DateTime _started;
    private long? _flushed;

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
    /// <param name="datasetSha256">The data's hash.</param>
    /// <param name="threads">Threads within the run.</param>
    /// <param name="left">What stays of an earlier attempt until this one has something better.</param>
    public void Begin(string datasetSha256, int threads, Left left) => _store.Guard(Folder, () =>
    {
        (_datasetSha256, _threads, _started) = (datasetSha256, threads, _store.Time.GetUtcNow().UtcDateTime);

        // Deleting needs no space: even on a full disk no older run.json goes on claiming success for what is overwritten now.
        Directory.CreateDirectory(Folder);
        File.Delete(PathOf(RunFiles.Manifest));
        File.Delete(PathOf(RunFiles.Model));
        if (left == Left.Nothing)
        {
            File.Delete(PathOf(RunFiles.Epochs));
        }

        if (left != Left.State)
        {
            File.Delete(PathOf(RunFiles.Checkpoint));
            File.Delete(PathOf(RunFiles.State));
        }

        foreach (string leftover in Directory.GetFiles(Folder).Where(f => f.EndsWith(AsideName.Ending, StringComparison.Ordinal)))
        {
            File.Delete(leftover);
        }

        WriteManifest(RunStore.Running, null, 0, 0, []);
        HasBegun = true;
    });

    /// <summary>Takes the epochs that an earlier attempt did.</summary>
    public void GoOn(IReadOnlyList<EpochMetrics> epochs) => _store.Guard(Folder, () =>
    {
        AtomicFile.Write(PathOf(RunFiles.Epochs), EpochText.File(epochs));
        _epochs.Clear();
        _epochs.AddRange(epochs);
    });

    /// <summary>Stores an epoch: the whole file anew, so that it never ends in half a line.</summary>
    public void Add(EpochMetrics epoch, double trainSeconds, double evaluateSeconds) => _store.Guard(Folder, () =>
    {
        bool flush = IsFlushDue();
        byte[] lines = EpochText.File([.. _epochs, epoch]);
        AtomicFile.Write(PathOf(RunFiles.Epochs), stream => stream.Write(lines), flush);
        _epochs.Add(epoch);
        WriteManifest(RunStore.Running, null, trainSeconds, evaluateSeconds, [], flush: false);
    });

    /// <summary>Stores what the training goes on from, in place of what was stored before.</summary>
    public void Checkpoint(Action<Stream> write) => _store.Guard(Folder, () => AtomicFile.Write(PathOf(RunFiles.Checkpoint), write, IsFlushDue()));

    /// <summary>Stores the weights and then, last of all, says that the run is complete. What the training could go on from stays, under another
    /// name.</summary>
    public void Complete(Action<Stream> writeModel, double trainSeconds, double evaluateSeconds) => _store.Guard(Folder, () =>
    {
        AtomicFile.Write(PathOf(RunFiles.Epochs), EpochText.File(_epochs));
        AtomicFile.Write(PathOf(RunFiles.Model), writeModel);
        if (File.Exists(PathOf(RunFiles.Checkpoint)))
        {
            File.Move(PathOf(RunFiles.Checkpoint), PathOf(RunFiles.State), overwrite: true);
        }

        ManifestFile[] files = [Describe(RunFiles.Epochs), Describe(RunFiles.Model)];
        WriteManifest(RunStore.Complete, null, trainSeconds, evaluateSeconds, files);
    });

    /// <summary>Says that the run was halted at a rung. Its epochs are what counts from now on; its checkpoint stays.</summary>
    public void Halt(double trainSeconds, double evaluateSeconds) => _store.Guard(Folder, () =>
    {
        AtomicFile.Write(PathOf(RunFiles.Epochs), EpochText.File(_epochs));
        WriteManifest(RunStore.Halted, null, trainSeconds, evaluateSeconds, [Describe(RunFiles.Epochs)]);
    });

    /// <summary>Says how the run ended when it did not end well; the epochs that are done stay.</summary>
    public void End(string status, string error, double trainSeconds, double evaluateSeconds) =>
        _store.Guard(Folder, () => WriteManifest(status, error, trainSeconds, evaluateSeconds, []));

    public void Dispose() => _lock.Dispose();

    // A killed process loses nothing that was written, flushed or not; a power cut takes at most the last seconds. Flushing after each of many
    // short epochs would take longer than they do.
    private bool IsFlushDue()
    {
        bool due = _flushed is not { } last || _store.Time.GetElapsedTime(last) >= s_betweenFlushes;
        _flushed = due ? _store.Time.GetTimestamp() : _flushed;
        return due;
    }

    private string PathOf(string file) => Path.Combine(Folder, file);

    private ManifestFile Describe(string file)
    {
        using FileStream stream = StoredFile.Open(PathOf(file), long.MaxValue);
        return new ManifestFile(file, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private void WriteManifest(string status, string? error, double trainSeconds, double evaluateSeconds, IReadOnlyList<ManifestFile> files, bool flush = true)
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
            Spec = [.. _spec.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))],
            Parameters = _spec.Parameters,
            WeightsSha256 = _spec.ResultOf(_epochs)?.WeightsSha256,
            Files = files,
            Times = new ManifestTimes(_started, status == RunStore.Running ? null : _store.Time.GetUtcNow().UtcDateTime, trainSeconds, evaluateSeconds),
            Environment = ManifestEnvironment.Here(_threads, _store.Engine.Library),
        };
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(manifest, RunJsonContext.Default.RunManifest), (byte)'\n'];
        ManifestCheck.Set(json);
        AtomicFile.Write(PathOf(RunFiles.Manifest), stream => stream.Write(json), flush);
    }
}
