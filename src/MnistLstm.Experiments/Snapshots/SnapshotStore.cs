using System.Collections.Concurrent;
using System.Text;
using MnistLstm.Engine;
using MnistLstm.Experiments.Runs;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Snapshots;

/// <summary>
/// The accepted results under <c>experiments/snapshots/</c>, one file per experiment, and beside them what differs and waits for a
/// decision. Comparing never changes an accepted file; under <c>CI=true</c> nothing is written at all. Safe to use from any thread.
/// </summary>
/// <param name="layout">Where the files are.</param>
/// <param name="readOnly">True to write nothing; see <see cref="IsContinuousIntegration"/>.</param>
public sealed class SnapshotStore(RepositoryLayout layout, bool readOnly)
{
    private const string Verified = ".verified.json";
    private const string Received = ".received.json";

    // A sweep asks for the runs of one file one after the other.
    private readonly ConcurrentDictionary<string, (DateTime Written, long Bytes, IReadOnlyList<SnapshotEntry> Entries)> _read = new(StringComparer.Ordinal);

    /// <summary>True when the environment says <c>CI=true</c>.</summary>
    public static bool IsContinuousIntegration => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when nothing may be written.</summary>
    public bool ReadOnly => readOnly;

    internal RepositoryLayout Layout => layout;

    /// <summary>The accepted entries of an experiment; none when there is no file.</summary>
    /// <exception cref="SnapshotException">The file is damaged.</exception>
    public IReadOnlyList<SnapshotEntry> ReadVerified(string experiment) => Read(layout.VerifiedFile(experiment), experiment);

    /// <summary>The entries of an experiment that wait for a decision.</summary>
    /// <exception cref="SnapshotException">The file is damaged.</exception>
    public IReadOnlyList<SnapshotEntry> ReadReceived(string experiment) => Read(layout.ReceivedFile(experiment), experiment);

    /// <summary>The accepted entry of a run, or null.</summary>
    /// <exception cref="SnapshotException">The file is damaged.</exception>
    public SnapshotEntry? Find(RunSpec spec) => ReadVerified(spec.Experiment).FirstOrDefault(e => e.Name == spec.Name);

    /// <summary>Compares and writes nothing. A damaged file is a result that is not equal, with the damage as its explanation.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="epochs">Its epochs; fewer than the spec has are compared as far as they go.</param>
    public SnapshotComparison Compare(RunSpec spec, IReadOnlyList<EpochMetrics> epochs)
    {
        try
        {
            return Find(spec) is { } accepted
                ? new SnapshotComparer(accepted, spec).Compare(epochs)
                : new SnapshotComparison(SnapshotOutcome.New, []);
        }
        catch (SnapshotException error)
        {
            return new SnapshotComparison(SnapshotOutcome.NotEqual, [error.Message]);
        }
    }

    /// <summary>Compares a whole run; what differs is kept beside the accepted file, what is equal again is removed from there.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="epochs">All its epochs.</param>
    /// <exception cref="IOException">What differs cannot be written.</exception>
    /// <exception cref="SnapshotException">The file of what waits is damaged.</exception>
    public SnapshotComparison Check(RunSpec spec, IReadOnlyList<EpochMetrics> epochs)
    {
        SnapshotComparison comparison = Compare(spec, epochs);
        if (readOnly || !spec.IsWhole(epochs))
        {
            return comparison;
        }

        if (comparison.Outcome == SnapshotOutcome.NotEqual)
        {
            SnapshotEntry entry = SnapshotEntry.Of(spec, EngineVersion.Name, SourcesHash.Of(spec), epochs);
            using OwnedLock held = Lock();
            WriteReceived(spec.Experiment, [.. ReadReceived(spec.Experiment).Where(e => e.Name != spec.Name), entry]);
        }
        else if (File.Exists(layout.ReceivedFile(spec.Experiment)))
        {
            using OwnedLock held = Lock();
            RemoveReceived(spec.Experiment, [spec.Name]);
        }

        return comparison;
    }

    /// <summary>The names of all experiments that have a verified or received file, in ordinal order.</summary>
    internal IReadOnlyList<string> Experiments(bool received) => !Directory.Exists(layout.Snapshots)
        ? []
        : [.. Directory.EnumerateFiles(layout.Snapshots, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(received ? Received : Verified, StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(layout.Snapshots, f).Replace('\\', '/')[..^Verified.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>Keeps other processes from writing snapshots; to be held while reading and writing back.</summary>
    internal OwnedLock Lock() => OwnedLock.Acquire(Path.Combine(layout.Snapshots, ".received.lock"), null, CancellationToken.None);

    internal void WriteVerified(string experiment, IReadOnlyList<SnapshotEntry> entries) => Write(layout.VerifiedFile(experiment), experiment, entries);

    /// <summary>Removes runs from what waits, and the file with the last of them. The lock must be held.</summary>
    /// <returns>True when something was removed.</returns>
    internal bool RemoveReceived(string experiment, IReadOnlyCollection<string> names)
    {
        IReadOnlyList<SnapshotEntry> before = ReadReceived(experiment);
        List<SnapshotEntry> left = [.. before.Where(e => !names.Contains(e.Name))];
        if (left.Count == before.Count)
        {
            return false;
        }

        WriteReceived(experiment, left);
        return true;
    }

    private void WriteReceived(string experiment, List<SnapshotEntry> entries)
    {
        if (entries.Count == 0)
        {
            File.Delete(layout.ReceivedFile(experiment));
            return;
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Write(layout.ReceivedFile(experiment), experiment, entries);
    }

    private void Write(string path, string experiment, IReadOnlyList<SnapshotEntry> entries)
    {
        if (readOnly)
        {
            throw new SnapshotException($"{layout.Relative(path)} is not written under CI=true; accept on your own machine and commit the file");
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(SnapshotFile.Format(experiment, entries)));
        _read.TryRemove(path, out _);
    }

    private IReadOnlyList<SnapshotEntry> Read(string path, string experiment)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return [];
        }

        if (_read.TryGetValue(path, out var known) && known.Written == info.LastWriteTimeUtc && known.Bytes == info.Length)
        {
            return known.Entries;
        }

        IReadOnlyList<SnapshotEntry> entries = SnapshotFile.Parse(File.ReadAllText(path), layout.Relative(path), experiment);
        _read[path] = (info.LastWriteTimeUtc, info.Length, entries);
        return entries;
    }
}
