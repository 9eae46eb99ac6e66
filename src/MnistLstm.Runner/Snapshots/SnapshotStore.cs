using System.Collections.Concurrent;
using System.Text;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Training;

namespace MnistLstm.Runner.Snapshots;

/// <summary>
/// The accepted results under <c>experiments/snapshots/</c>, one file per experiment, and beside them what differs and waits for a
/// decision. Comparing never changes an accepted file; under <c>CI=true</c> nothing is written at all. Safe to use from any thread.
/// </summary>
/// <param name="layout">Where the files are.</param>
/// <param name="readOnly">True to write nothing; see <see cref="IsContinuousIntegration"/>.</param>
/// <param name="engine">The engine whose snapshots are meant; null for the exact one.</param>
internal sealed class SnapshotStore(RepositoryLayout layout, bool readOnly, RunEngine? engine = null)
{
    private const string Verified = ".verified.json";
    private const string Received = ".received.json";

    private readonly VanishedEntries _vanished = new(new CommittedFiles(layout.Root, layout.Snapshots));

    private volatile ReceivedTogether? _together;

    // A sweep asks for the runs of one file one after the other.
    private readonly ConcurrentDictionary<string, Contents> _read = new(StringComparer.Ordinal);
    private readonly object _reading = new();
    private readonly ConcurrentDictionary<string, string> _verified = new(StringComparer.Ordinal);

    /// <summary>True when the environment is that of a build service.</summary>
    public static bool IsContinuousIntegration => ContinuousIntegration.IsHere;

    /// <summary>True when nothing may be written.</summary>
    public bool ReadOnly => readOnly;

    /// <summary>The engine whose snapshots are meant.</summary>
    public RunEngine Engine { get; } = engine ?? ExactEngine.Instance;

    internal RepositoryLayout Layout => layout;

    private string LockFile => Path.Combine(layout.Snapshots, ".received.lock");

    /// <summary>The accepted entries of an experiment; none when there is no file.</summary>
    /// <exception cref="SnapshotException">The file is damaged.</exception>
    public IReadOnlyList<SnapshotEntry> ReadVerified(string experiment) => Read(VerifiedFile(experiment), experiment);

    /// <summary>The entries of an experiment that wait for a decision.</summary>
    /// <exception cref="SnapshotException">The file is damaged.</exception>
    public IReadOnlyList<SnapshotEntry> ReadReceived(string experiment) => Read(ReceivedFile(experiment), experiment);

    /// <summary>The entry of a run that waits for a decision, or null.</summary>
    /// <exception cref="SnapshotException">The file is damaged.</exception>
    public SnapshotEntry? FindReceived(RunSpec spec) => ReadFile(ReceivedFile(spec.Experiment), spec.Experiment).ByName.GetValueOrDefault(spec.Name);

    /// <summary>The accepted entry of a run, or null.</summary>
    /// <exception cref="SnapshotException">The file is damaged; or the run is not in it but another run's entry was edited, which may have been this one's; or
    /// its entry is in the last commit only.</exception>
    public SnapshotEntry? Find(RunSpec spec)
    {
        Contents file = ReadFile(VerifiedFile(spec.Experiment), spec.Experiment);
        return file.ByName.TryGetValue(spec.Name, out SnapshotEntry? entry) ? entry
            : (file.FirstFault ?? Vanished(spec.Experiment, spec.Name)) is { } fault ? throw new SnapshotException(fault)
            : null;
    }

    /// <summary>What is wrong with a run that the accepted file has no entry of, where the last commit has one; else null.</summary>
    internal string? Vanished(string experiment, string run) =>
        _vanished.Fault(VerifiedFile(experiment), layout.Relative(VerifiedFile(experiment)), experiment, run);

    /// <summary>Compares and writes nothing. A damaged file is a result that is not equal, with the damage as its explanation.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="epochs">Its epochs; fewer than the spec has are compared as far as they go.</param>
    public SnapshotComparison Compare(RunSpec spec, IReadOnlyList<EpochMetrics> epochs)
    {
        try
        {
            return Find(spec) is { } accepted
                ? new SnapshotComparer(accepted, spec, Engine, layout.ResultsOption).Compare(epochs)
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
    /// <param name="waiting">Told who is writing snapshots while this process waits for its turn.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="IOException">What differs cannot be written.</exception>
    /// <exception cref="SnapshotException">The file of what waits is damaged.</exception>
    public SnapshotComparison Check(RunSpec spec, IReadOnlyList<EpochMetrics> epochs, Action<RunOwner?>? waiting = null,
        CancellationToken cancellation = default)
    {
        SnapshotComparison comparison = Compare(spec, epochs);
        if (readOnly || !spec.IsWhole(epochs))
        {
            return comparison;
        }

        SnapshotEntry? differs =
            comparison.Outcome is SnapshotOutcome.NotEqual or SnapshotOutcome.Changed ? SnapshotEntry.Of(spec, Engine, Engine.Version, epochs) : null;
        if (_together is not { } together || !together.TryAdd(spec, differs))
        {
            KeepForReview(spec.Experiment, [KeyValuePair.Create(spec.Name, differs)], waiting, cancellation);
        }

        return comparison;
    }

    /// <summary>
    /// Until it is disposed of, what differs is collected, and then written once for each experiment: a file that is written anew for each of its
    /// runs takes a time that grows with their square. A process that is killed meanwhile loses none of it, since the results are stored.
    /// </summary>
    /// <param name="fault">Told what could not be kept for review, and why.</param>
    /// <param name="cancellation">Ends the waiting for another process that is writing snapshots.</param>
    public IDisposable KeepTogether(Action<string> fault,
        CancellationToken cancellation = default) => _together = new ReceivedTogether(this, fault, () => _together = null, cancellation);

    /// <summary>Brings the received file of an experiment up to date, if that changes anything.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="runs">By a run's name what is to be kept for review; null for nothing any more.</param>
    /// <param name="waiting">Told who is writing snapshots while this process waits for its turn.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal void KeepForReview(string experiment, IReadOnlyCollection<KeyValuePair<string, SnapshotEntry?>> runs, Action<RunOwner?>? waiting,
        CancellationToken cancellation)
    {
        if (runs.All(run => run.Value is null) && !File.Exists(ReceivedFile(experiment)))
        {
            return;
        }

        // Where nobody is in the way it is kept even by a sweep that was interrupted.
        using OwnedLock held = OwnedLock.TryAcquire(LockFile, out _) ?? Lock(waiting, cancellation);
        Dictionary<string, SnapshotEntry> entries = ReadReceived(experiment).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        bool changes = false;
        foreach ((string name, SnapshotEntry? entry) in runs)
        {
            if (entry is null)
            {
                changes |= entries.Remove(name);
            }
            else if (!entries.TryGetValue(name, out SnapshotEntry? before) || before.Fault is not null || !before.SaysTheSame(entry))
            {
                entries[name] = entry;
                changes = true;
            }
        }

        if (changes)
        {
            WriteReceived(experiment, [.. entries.Values]);
        }
    }

    /// <summary>The names of all experiments that have a verified or received file of an engine, this one or not, with the engine's word; in ordinal
    /// order.</summary>
    /// <param name="received">Whether received files are meant.</param>
    /// <param name="unreadable">Folders whose files nobody can tell, with the cause; null where there is none.</param>
    internal IReadOnlyList<(string Experiment, string Engine)> Experiments(bool received,
        List<(string Folder, string Cause)>? unreadable = null) => !Directory.Exists(layout.Snapshots)
        ? []
        : [.. FilesBelow(layout.Snapshots, unreadable ?? [])
            .Where(f => f.EndsWith(received ? Received : Verified, StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(layout.Snapshots, f).Replace('\\', '/')[..^(received ? Received : Verified).Length])
            .Order(StringComparer.Ordinal)
            .Select(name => name.Split(RepositoryLayout.EngineMark, 2))
            .Select(parts => (parts[0], parts.Length == 1 ? ExactEngine.Name : parts[1]))];

    internal string VerifiedFile(string experiment) => _verified.GetOrAdd(experiment, of => layout.VerifiedFile(of, Engine.Word));

    internal string ReceivedFile(string experiment) => layout.ReceivedFile(experiment, Engine.Word);

    /// <summary>Keeps other processes from writing snapshots; to be held while reading and writing back.</summary>
    /// <param name="waiting">Told who has it while this process waits.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal OwnedLock Lock(Action<RunOwner?>? waiting, CancellationToken cancellation) => OwnedLock.Acquire(LockFile, waiting, cancellation);

    internal void WriteVerified(string experiment, IReadOnlyList<SnapshotEntry> entries) => Write(VerifiedFile(experiment), experiment, entries);

    /// <summary>Removes runs from what waits, and the file with the last of them. The lock must be held.</summary>
    /// <returns>True when something was removed.</returns>
    internal bool RemoveReceived(string experiment, IReadOnlySet<string> names)
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

    /// <summary>The same for whoever drops them for good: a file that cannot be read, or something else in its place, goes whole. The lock must be
    /// held.</summary>
    /// <returns>The runs that something was dropped for; all of them where the file went whole.</returns>
    internal IReadOnlyList<string> DropReceived(string experiment, IReadOnlySet<string> names)
    {
        try
        {
            string[] dropped = [.. ReadReceived(experiment).Select(entry => entry.Name).Where(names.Contains)];
            RemoveReceived(experiment, names);
            return dropped;
        }
        catch (SnapshotException)
        {
            string path = ReceivedFile(experiment);
            if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            {
                Directory.Delete(path);
            }
            else
            {
                File.Delete(path);
            }

            return [.. names];
        }
    }

    private void WriteReceived(string experiment, List<SnapshotEntry> entries)
    {
        if (entries.Count == 0)
        {
            File.Delete(ReceivedFile(experiment));
            return;
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Write(ReceivedFile(experiment), experiment, entries);
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

    internal IReadOnlyList<SnapshotEntry> Read(string path, string experiment) => ReadFile(path, experiment).Entries;

    private Contents ReadFile(string path, string experiment)
    {
        try
        {
            if (Known(path) is { } known)
            {
                return known.OrThrow();
            }

            // Many may ask at once for a file that is long to read.
            lock (_reading)
            {
                return (Known(path) ?? ReadAnew(path, experiment)).OrThrow();
            }
        }
        catch (NoStoredFileException error)
        {
            string file = layout.Relative(path);
            string remedy = path.EndsWith(Received, StringComparison.Ordinal) ? $"remove it: rm -r {ShellText.Quote(file)}" : SnapshotRemedy.InPlaceOf(file);
            throw new SnapshotException($"{error.What.Replace(path, file, StringComparison.Ordinal)}; {remedy}", error);
        }
        catch (IOException error)
        {
            throw new SnapshotException(error.Message.Replace(path, layout.Relative(path), StringComparison.Ordinal), error);
        }
    }

    /// <summary>The file as it was read, if it still is as it was then.</summary>
    private Contents? Known(string path)
    {
        var info = new FileInfo(path);
        return info.Exists && _read.TryGetValue(path, out Contents? known) && known.Written == info.LastWriteTimeUtc && known.Bytes == info.Length ? known
            : null;
    }

    private Contents ReadAnew(string path, string experiment)
    {
        var info = new FileInfo(path);
        (DateTime written, long bytes) = info.Exists ? (info.LastWriteTimeUtc, info.Length) : (default, -1);
        if (StoredFile.TryReadBytes(path, StoredFile.LargeLimit) is not { } text)
        {
            return Contents.None;
        }

        try
        {
            return _read[path] = new Contents(written, bytes, Entries(path, text, experiment));
        }
        catch (SnapshotException error)
        {
            // Kept as well: each of many runs asks.
            return _read[path] = new Contents(written, bytes, []) { Damage = error };
        }
    }

    private IReadOnlyList<SnapshotEntry> Entries(string path, byte[] text, string experiment)
    {
        string file = layout.Relative(path);
        IReadOnlyList<SnapshotEntry> entries = SnapshotFile.Parse(text, file, experiment);
        bool exact = !Path.GetFileName(path).Contains(RepositoryLayout.EngineMark, StringComparison.Ordinal);
        return entries.All(entry => entry.Tolerance is null == exact) ? entries : throw new SnapshotException(exact
            ? $"{file}: it states a tolerance, but the exact engine's numbers have none; {SnapshotRemedy.Restore(file)}"
            : $"{file}: it states no tolerance, without which nothing can be compared; {SnapshotRemedy.Restore(file)}");
    }

    private static IEnumerable<string> FilesBelow(string folder, List<(string Folder, string Cause)> unreadable)
    {
        FileSystemInfo[] content;
        try
        {
            content = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            unreadable.Add((folder, error.Message));
            return [];
        }

        // A folder that has a snapshot's name is named as one that it is in the place of.
        return content.SelectMany(item =>
            item is not DirectoryInfo || item.Name.EndsWith(Verified, StringComparison.Ordinal) || item.Name.EndsWith(Received, StringComparison.Ordinal)
            ? [item.FullName]
            : FileTree.LeadsUp(item.FullName) ? []
            : FilesBelow(item.FullName, unreadable));
    }

    /// <summary>A file as it was read, with the time and size that tell whether it still is.</summary>
    private sealed record Contents(DateTime Written, long Bytes, IReadOnlyList<SnapshotEntry> Entries)
    {
        public static Contents None { get; } = new(default, -1, []);

        /// <summary>Why nothing in the file can be believed; null when it can be.</summary>
        public SnapshotException? Damage { get; init; }

        public Dictionary<string, SnapshotEntry> ByName { get; } = Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

        public string? FirstFault { get; } = Entries.Select(entry => entry.Fault).FirstOrDefault(fault => fault is not null);

        public Contents OrThrow() => Damage is null ? this : throw new SnapshotException(Damage.Message, Damage);
    }
}
