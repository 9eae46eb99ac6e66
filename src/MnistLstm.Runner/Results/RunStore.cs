using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>
/// The results folder: <c>results/&lt;run name&gt;/&lt;fingerprint&gt;/</c> with run.json, epochs.jsonl and model.safetensors. A result counts
/// only when run.json says complete and every file it names is there as it says. Results of older fingerprints stay.
/// </summary>
/// <param name="layout">Where the folder is.</param>
/// <param name="time">The clock for what is noted under times; null for the machine's.</param>
/// <param name="engine">The engine whose results are meant; null for the exact one.</param>
public sealed class RunStore(RepositoryLayout layout, TimeProvider? time = null, RunEngine? engine = null)
{
    internal const string Complete = "complete";

    /// <summary>Where the results are.</summary>
    public RepositoryLayout Layout => layout;

    /// <summary>The engine whose results are meant.</summary>
    public RunEngine Engine { get; } = engine ?? ExactEngine.Instance;

    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>The folder of one result.</summary>
    public string Folder(string runName, string fingerprint) => Path.Combine(layout.RunFolder(runName), fingerprint);

    /// <summary>The complete result of a run, or null when there is none.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="fault">When something is there that claims to be complete and is not, or cannot be read: what is wrong. Else null.</param>
    /// <exception cref="UnauthorizedAccessException">The files may not be read.</exception>
    public StoredRun? Find(RunSpec spec, string fingerprint, out string? fault)
    {
        string folder = Folder(spec.Name, fingerprint);
        string manifestPath = Path.Combine(folder, RunFiles.Manifest);
        fault = null;
        if (!File.Exists(manifestPath))
        {
            return null;
        }

        try
        {
            RunManifest manifest = JsonSerializer.Deserialize(File.ReadAllBytes(manifestPath), RunJsonContext.Default.RunManifest)
                ?? throw new JsonException("it holds null");
            return manifest.Status == Complete ? Read(spec, fingerprint, folder, manifest) : null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            fault = $"{layout.Relative(folder)} holds no usable result: {error.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }

    /// <summary>The readable manifests of a run, whatever their fingerprints; a folder without one, or with a damaged one, says nothing of the past.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="except">A fingerprint that is not looked at.</param>
    internal IReadOnlyList<RunManifest> Manifests(RunSpec spec, string? except = null)
    {
        string folder = layout.RunFolder(spec.Name);
        List<RunManifest> manifests = [];
        foreach (string path in Directory.Exists(folder) ? Directory.GetDirectories(folder).Where(sub => Path.GetFileName(sub) != except).Select(sub => Path.Combine(sub, RunFiles.Manifest)).Where(File.Exists) : [])
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(path), RunJsonContext.Default.RunManifest) is { } manifest && manifest.Name == spec.Name)
                {
                    manifests.Add(manifest);
                }
            }
            catch (JsonException)
            {
                // Of another version of the program, or cut short: executing the run will not look at it either.
            }
        }

        return manifests;
    }

    /// <summary>Takes a run's folder for this process, waiting while another live process has it.</summary>
    internal RunRecorder Open(RunSpec spec, string fingerprint, Action<RunOwner?>? waiting, CancellationToken cancellation)
    {
        // Not in the run's own folder, which holds what the run is and nothing of who made it.
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spec.Name)))[..Fingerprint.Digits];
        string path = Path.Combine(layout.Results, ".locks", $"{name}-{fingerprint}.lock");
        OwnedLock? held = null;
        Guard(layout.Results, () => held = OwnedLock.Acquire(path, waiting, cancellation));
        return new RunRecorder(this, spec, fingerprint, held!);
    }

    /// <summary>Does something to the results folder, and says so when that is what fails.</summary>
    internal void Guard(string folder, Action store)
    {
        try
        {
            store();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunStoreException($"{layout.Relative(folder)} cannot be written: {error.Message}; free space, mend the rights, or choose another folder with --results", error);
        }
    }

    private static StoredRun Read(RunSpec spec, string fingerprint, string folder, RunManifest manifest)
    {
        if (manifest.Name != spec.Name || manifest.Fingerprint != fingerprint)
        {
            throw new JsonException($"{RunFiles.Manifest} is of {manifest.Name}, {manifest.Fingerprint}");
        }

        byte[]? epochs = null;
        foreach (ManifestFile file in manifest.Files)
        {
            var info = new FileInfo(Path.Combine(folder, file.Name));
            if (!info.Exists || info.Length != file.Bytes)
            {
                throw new JsonException($"{file.Name} should have {file.Bytes} bytes, it {(info.Exists ? $"has {info.Length}" : "is missing")}");
            }

            if (file.Name == RunFiles.Epochs)
            {
                epochs = File.ReadAllBytes(info.FullName);
                if (Convert.ToHexStringLower(SHA256.HashData(epochs)) != file.Sha256)
                {
                    throw new JsonException($"{file.Name} was changed since it was written");
                }
            }
        }

        List<EpochMetrics> metrics = epochs is null ? throw new JsonException($"{RunFiles.Manifest} names no {RunFiles.Epochs}") : ParseEpochs(epochs);
        return spec.IsWhole(metrics)
            ? new StoredRun
            {
                Name = spec.Name,
                Fingerprint = fingerprint,
                Folder = folder,
                Engine = manifest.Engine,
                Environment = manifest.Environment,
                SourcesSha256 = manifest.SourcesSha256,
                Epochs = metrics,
                TrainSeconds = manifest.Times.TrainSeconds,
                EvaluateSeconds = manifest.Times.EvaluateSeconds,
                Finished = manifest.Times.Finished ?? throw new JsonException("times.finished is missing"),
            }
            : throw new JsonException($"{RunFiles.Epochs} should have {spec.Epochs} epochs{(spec.EarlyStoppingPatience > 0 ? ", or as many as there are until early stopping" : "")}, it has {metrics.Count}");
    }

    private static List<EpochMetrics> ParseEpochs(byte[] lines)
    {
        List<EpochMetrics> epochs = [];
        foreach (string line in Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            epochs.Add(EpochText.Parse(JsonElement.Parse(line)));
        }

        return epochs;
    }
}
