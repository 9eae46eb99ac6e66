using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>
/// The results folder: <c>results/&lt;run name&gt;/&lt;fingerprint&gt;/</c> with run.json, epochs.jsonl and model.safetensors. A result counts
/// only when run.json says complete and every file it names is there as it says. Results of older fingerprints stay.
/// </summary>
/// <param name="layout">Where the folder is.</param>
/// <param name="time">The clock for what is noted under times; null for the machine's.</param>
/// <param name="engine">The engine whose results are meant; null for the exact one.</param>
internal sealed class RunStore(RepositoryLayout layout, TimeProvider? time = null, RunEngine? engine = null)
{
    internal const string Complete = "complete";
    internal const string Halted = "halted";
    internal const string Failed = "failed";
    internal const string Running = "running";

    /// <summary>Where the results are.</summary>
    public RepositoryLayout Layout => layout;

    /// <summary>The engine whose results are meant.</summary>
    public RunEngine Engine { get; } = engine ?? ExactEngine.Instance;

    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>The folder of one result.</summary>
    public string Folder(string runName, string fingerprint) => Path.Combine(layout.RunFolder(runName), fingerprint);

    /// <summary>
    /// The complete result of a run, or null when there is none. Of the weights only the size is looked at, so that thousands of results can be
    /// listed; <see cref="FindWhole"/> and <see cref="StoredRun.ReadModel"/> look at their content.
    /// </summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="fault">When something is there that claims to be complete and is not, or cannot be read: what is wrong. Else null.</param>
    public StoredRun? Find(RunSpec spec, string fingerprint, out string? fault) => Find(spec, fingerprint, whole: false, out fault);

    /// <summary>The same, with every file's content checked: for whoever calls the result equal, or uses its weights.</summary>
    /// <inheritdoc cref="Find(RunSpec, string, out string?)"/>
    public StoredRun? FindWhole(RunSpec spec, string fingerprint, out string? fault) => Find(spec, fingerprint, whole: true, out fault);

    /// <summary>What is wrong with the weights of a result that was found before, looked at without reading the rest of it again; null when nothing
    /// is.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="model">What run.json says of the file.</param>
    public string? FaultOfWeights(RunSpec spec, string fingerprint, ManifestFile model)
    {
        string folder = Folder(spec.Name, fingerprint);
        try
        {
            ResultReader.CheckContent(folder, model);
            return null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return Unusable(folder, error);
        }
    }

    /// <summary>What is stored of a run that was halted at a rung, its epochs checked; null when there is none.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="fault">When something is there that says so and cannot be used: what is wrong. Else null.</param>
    public HaltedRun? FindHalted(RunSpec spec, string fingerprint, out string? fault) => FindHalted(spec, fingerprint, out fault, out _);

    /// <summary>The same, with what is stored of a run that was begun and neither halted nor came to its end.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="fault">When something is there that says so and cannot be used: what is wrong. Else null.</param>
    /// <param name="unfinished">What is there of a run that was begun; null where nothing is, or where it was halted.</param>
    public HaltedRun? FindHalted(RunSpec spec, string fingerprint, out string? fault, out UnfinishedRun? unfinished)
    {
        string folder = Folder(spec.Name, fingerprint);
        fault = null;
        unfinished = null;
        try
        {
            RunManifest? manifest = ResultReader.ReadManifest(folder);
            if (manifest is { Status: Halted })
            {
                return ResultReader.ReadHalted(spec, fingerprint, folder, manifest);
            }

            unfinished = manifest is null or { Status: Complete } || manifest.Name != spec.Name || manifest.Fingerprint != fingerprint ? null
                : new UnfinishedRun(manifest.Status, Math.Min(ResultReader.CountEpochs(folder), spec.Epochs), manifest.Error)
                {
                    Running = manifest.Status == Running && IsHeld(spec.Name, fingerprint),
                };
            return null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            fault = Unusable(folder, error);
            return null;
        }
    }

    /// <summary>The readable manifests of a run, whatever their fingerprints; a folder without one, or with a damaged one, says nothing of the past.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="except">A fingerprint that is not looked at.</param>
    internal IReadOnlyList<RunManifest> Manifests(RunSpec spec, string? except = null)
    {
        List<RunManifest> manifests = [];
        foreach (string folder in FoldersIn(layout.RunFolder(spec.Name)).Where(sub => Path.GetFileName(sub) != except))
        {
            try
            {
                if (ResultReader.ReadManifest(folder) is { } manifest && manifest.Name == spec.Name)
                {
                    manifests.Add(manifest);
                }
            }
            catch (Exception error) when (error is JsonException or IOException)
            {
                // Of another version of the program, or cut short: executing the run will not look at it either.
            }
        }

        return manifests;
    }

    /// <summary>Takes a run's folder for this process, waiting while another live process has it.</summary>
    internal RunRecorder Open(RunSpec spec, string fingerprint, Action<RunOwner?>? waiting, CancellationToken cancellation)
    {
        OwnedLock? held = null;
        Guard(layout.Results, () => held = OwnedLock.Acquire(LockFile(layout, spec.Name, fingerprint), waiting, cancellation));
        return new RunRecorder(this, spec, fingerprint, held!);
    }

    /// <summary>Takes a run's folder for this process, unless another live process has it.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="owner">Who has it when the result is null; null when that one left no trace of itself.</param>
    internal RunRecorder? TryOpen(RunSpec spec, string fingerprint, out RunOwner? owner)
    {
        OwnedLock? held = null;
        RunOwner? holder = null;
        Guard(layout.Results, () => held = OwnedLock.TryAcquire(LockFile(layout, spec.Name, fingerprint), out holder));
        owner = holder;
        return held is null ? null : new RunRecorder(this, spec, fingerprint, held);
    }

    /// <summary>The lock of a result: not in the run's own folder, which holds what the run is and nothing of who made it.</summary>
    internal static string LockFile(RepositoryLayout layout, string runName, string fingerprint)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runName)))[..Fingerprint.Digits];
        return Path.Combine(layout.Results, ".locks", $"{name}-{fingerprint}.lock");
    }

    /// <summary>Whether a result's lock names an owner that may live. The lock itself is not touched: whoever only looks must not keep anybody out.</summary>
    private bool IsHeld(string runName, string fingerprint)
    {
        using OwnerFile owner = new(LockFile(layout, runName, fingerprint) + ".owner");
        return owner.Read() is { } named && ProcessIdentity.LifeOf(named) != OwnerLife.Gone;
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
            if (RunFiles.All.FirstOrDefault(file => Directory.Exists(Path.Combine(folder, file))) is { } inPlace)
            {
                throw new RunStoreException(
                    $"{layout.Relative(folder)} cannot be written: {inPlace} in it is a folder, where a file of the run belongs; remove it, or choose another "
                        + "folder with --results", error);
            }

            throw new RunStoreException(
                $"{layout.Relative(folder)} cannot be written: {error.Message.TrimEnd('.')}; free space, correct the permissions, or choose another "
                    + "folder with --results", error);
        }
    }

    private StoredRun? Find(RunSpec spec, string fingerprint, bool whole, out string? fault)
    {
        string folder = Folder(spec.Name, fingerprint);
        fault = null;
        try
        {
            return ResultReader.ReadManifest(folder) is { Status: Complete } manifest ? ResultReader.Read(spec, fingerprint, folder, manifest, whole) : null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            fault = Unusable(folder, error);
            return null;
        }
    }

    /// <summary>The folders in a folder; none where it is not there or may not be listed.</summary>
    private static string[] FoldersIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string Unusable(string folder, Exception error) =>
        $"{layout.Relative(folder)} holds no usable "
            + $"result: {error.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ReplaceLineEndings(" ")}";
}
