using System.Text.Json;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>What lies in the results folder, what each result is good for, and the removal of what nothing needs.</summary>
/// <param name="layout">Where things are.</param>
/// <param name="catalog">All runs that were built in.</param>
/// <param name="data">What data sets are; none is read.</param>
internal sealed class ResultInventory(RepositoryLayout layout, IReadOnlyList<RunSpec> catalog, IDatasetSource data)
{
    // A checkpoint's files, and TensorBoard's, carry more than a fixed name.
    private static readonly string[] s_ownBeginnings = ["checkpoint.", "events.out.tfevents."];

    private static readonly EnumerationOptions s_noLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private readonly RunStore _store = new(layout);

    private readonly Dictionary<string, RunSpec> _specs = catalog.ToDictionary(spec => spec.Name, StringComparer.Ordinal);

    /// <summary>Every result, in the order of runs and fingerprints.</summary>
    /// <exception cref="IOException">The results folder cannot be listed.</exception>
    public IReadOnlyList<ResultFolder> List()
    {
        NeededWeights needed = new(new SnapshotStore(layout, readOnly: true));
        return [.. SideBySide.Map([.. Folders(layout.Results)], folder => Describe(folder, needed)).OrderBy(result => result.Run, StringComparer.Ordinal)
            .ThenBy(result => result.Fingerprint, StringComparer.Ordinal)];
    }

    /// <summary>Removes a result that nothing needs, and the folders above it that are empty then.</summary>
    /// <returns>Null, or why it stays.</returns>
    public string? Remove(ResultFolder result)
    {
        if (!result.IsPrunable)
        {
            return result.Why;
        }

        try
        {
            using OwnedLock? held = OwnedLock.TryAcquire(RunStore.LockFile(layout, result.Run, result.Fingerprint), out RunOwner? owner);
            if (held is null)
            {
                return $"{owner?.ToString() ?? "another process"} is making it";
            }

            // The claim goes first: whatever ends this early, no half of a result passes for a whole one.
            File.Delete(Path.Combine(result.Folder, RunFiles.Manifest));
            foreach (string file in Directory.GetFiles(result.Folder))
            {
                File.Delete(file);
            }

            Directory.Delete(result.Folder);
            RemoveEmpty(Path.GetDirectoryName(result.Folder)!);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static IEnumerable<string> Folders(string folder)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (string sub in Directory.EnumerateDirectories(folder, "*", s_noLinks))
        {
            // What cannot be read is named as it is: nobody can say what lies in it.
            if (IsFingerprint(Path.GetFileName(sub)) || !IsReadable(sub))
            {
                yield return sub;
            }
            else
            {
                foreach (string deeper in Folders(sub))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static bool IsReadable(string folder)
    {
        try
        {
            using IEnumerator<string> entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            entries.MoveNext();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsFingerprint(string name) => name.Length == Fingerprint.Digits && name.All(char.IsAsciiHexDigitLower);

    private static bool IsOwn(string name) =>
        RunFiles.All.Contains(name) || s_ownBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))
            || AsideName.Parse(name) is not null;

    private ResultFolder Describe(string folder, NeededWeights needed)
    {
        string run = Path.GetRelativePath(layout.Results, Path.GetDirectoryName(folder)!).Replace('\\', '/');
        string fingerprint = Path.GetFileName(folder);
        if (!IsReadable(folder))
        {
            return new ResultFolder(run, fingerprint, folder, 0, "unreadable", null, null, ResultStanding.Unclear,
                $"{layout.Relative(folder)} cannot be read by this user");
        }

        FileSystemInfo[] content = new DirectoryInfo(folder).GetFileSystemInfos();
        long bytes = content.OfType<FileInfo>().Sum(file => file.Length);
        RunManifest? manifest = null;
        string? fault = null;
        try
        {
            manifest = ResultReader.ReadManifest(folder);
            fault = manifest is null ? $"it has no {RunFiles.Manifest}"
                : manifest.Name != run || manifest.Fingerprint != fingerprint ? $"{RunFiles.Manifest} is of {manifest.Name}, {manifest.Fingerprint}"
                : manifest.Status == RunStore.Complete ? ResultReader.FaultOfFiles(folder, manifest)
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            fault = error.Message.ReplaceLineEndings(" ");
        }

        (ResultStanding standing, string why) = content.FirstOrDefault(file => file is not FileInfo || !IsOwn(file.Name)) is { } foreign
            ? (ResultStanding.Unclear, $"{foreign.Name} in it is not of this program")
            : Standing(run, fingerprint, fault is null ? manifest : null, content.Any(file => file.Name is RunFiles.State or RunFiles.Checkpoint), needed);
        return new ResultFolder(
            run, fingerprint, folder, bytes, fault is null ? manifest!.Status : "damaged", fault is null ? manifest!.Engine : null, manifest?.Times.Finished,
            standing, fault is null ? why : $"{why}; {fault}");
    }

    private (ResultStanding Standing, string Why) Standing(string run, string fingerprint, RunManifest? manifest, bool hasState, NeededWeights needed)
    {
        string experiment = run.Split('[', 2)[0];
        if (_specs.TryGetValue(run, out RunSpec? spec)
            && Fingerprint.Of(spec, data.Identify(spec.Data), manifest?.Engine ?? MnistLstm.Engine.EngineVersion.Name) == fingerprint)
        {
            return (ResultStanding.Current, "of the spec as it is now");
        }

        if (needed.Contains(run, manifest?.WeightsSha256))
        {
            return (ResultStanding.Snapshot, "its weights are those of the run's snapshot");
        }

        if (needed.Fault(experiment) is { } unread)
        {
            return (ResultStanding.Unclear, $"its snapshot may need it, but cannot be trusted: {unread}");
        }

        if (spec is not null && manifest is not null && hasState && StartingPoints.IsOfOtherEpochs(manifest, spec) && !IsComplete(spec, manifest.Engine))
        {
            return (ResultStanding.State, $"the run with {spec.Steps ?? spec.Epochs} {(spec.Steps is null ? "epochs" : "steps")}, which is not complete, can "
                + "go on from its state");
        }

        if (spec is not null)
        {
            return (ResultStanding.Older, "its spec, engine or data is another one now");
        }

        string? lying = new[] { ".yaml", ".yml", ".draft.yaml" }.Select(ending => $"{experiment}{ending}")
            .FirstOrDefault(file => File.Exists(Path.Combine([layout.Experiments, .. file.Split('/')])));
        return lying is null || catalog.Any(other => other.Experiment == experiment)
            ? (ResultStanding.Orphaned, "no spec gives this run any more")
            : (ResultStanding.Unclear, $"experiments/{lying} is there but not built in");
    }

    private bool IsComplete(RunSpec spec, string engine)
    {
        try
        {
            string folder = Path.Combine(layout.RunFolder(spec.Name), Fingerprint.Of(spec, data.Identify(spec.Data), engine));
            return ResultReader.ReadManifest(folder)?.Status == RunStore.Complete;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return false;
        }
    }

    private void RemoveEmpty(string folder)
    {
        while (folder.Length > layout.Results.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }
}
