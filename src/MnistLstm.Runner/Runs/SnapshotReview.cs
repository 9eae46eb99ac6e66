using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs;

/// <summary>The review loop: what waits for a decision, accepting it, rejecting it, and what is left over.</summary>
/// <param name="snapshots">The snapshot files.</param>
/// <param name="results">The stored results.</param>
/// <param name="catalog">All runs that were built in.</param>
public sealed class SnapshotReview(SnapshotStore snapshots, StoredResults results, IReadOnlyList<RunSpec> catalog)
{
    /// <summary>The runs whose result is new or not equal, in the catalog's order.</summary>
    public IReadOnlyList<PendingSnapshot> Pending()
    {
        List<PendingSnapshot> pending = [];
        foreach (RunSpec spec in catalog)
        {
            if (Candidate(spec, out _) is { } entry && snapshots.Compare(spec, entry.Epochs) is { Outcome: not SnapshotOutcome.Equal } comparison)
            {
                pending.Add(new PendingSnapshot(spec, comparison));
            }
        }

        return pending;
    }

    /// <summary>
    /// Takes the results of runs for their snapshots, one file per experiment. Entries of other runs stay as they are, except those the
    /// spec no longer expands to, which go.
    /// </summary>
    /// <param name="runs">The runs to accept.</param>
    /// <exception cref="SnapshotException">Under CI=true; or an accepted file is damaged elsewhere, which accepting must not cover up.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<AcceptedSnapshot> Accept(IReadOnlyList<RunSpec> runs)
    {
        RefuseUnderCi("accepted");
        return [.. runs.GroupBy(r => r.Experiment).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Accept(g.Key, [.. g]))];
    }

    /// <summary>Drops what was received for runs; the accepted files stay as they are.</summary>
    /// <returns>The names of those runs that something was dropped for.</returns>
    /// <exception cref="SnapshotException">Under CI=true; or a received file is damaged.</exception>
    public IReadOnlyList<string> Reject(IReadOnlyList<RunSpec> runs)
    {
        RefuseUnderCi("rejected");
        List<string> rejected = [];
        foreach (IGrouping<string, RunSpec> experiment in runs.GroupBy(r => r.Experiment))
        {
            if (!File.Exists(snapshots.ReceivedFile(experiment.Key)))
            {
                continue;
            }

            using OwnedLock held = snapshots.Lock();
            HashSet<string> names = [.. experiment.Select(r => r.Name)];
            rejected.AddRange(snapshots.ReadReceived(experiment.Key).Select(e => e.Name).Where(names.Contains));
            snapshots.RemoveReceived(experiment.Key, names);
        }

        return rejected;
    }

    /// <summary>Verified and received files, and entries of them, that no spec stands for.</summary>
    /// <exception cref="SnapshotException">A file is damaged.</exception>
    public IReadOnlyList<SnapshotOrphan> Orphans()
    {
        HashSet<string> experiments = [.. catalog.Select(r => r.Experiment)];
        HashSet<string> names = [.. catalog.Select(r => r.Name)];
        List<SnapshotOrphan> orphans = [];
        foreach (bool received in (bool[])[false, true])
        {
            foreach ((string experiment, string engine) in snapshots.Experiments(received))
            {
                string path = received ? snapshots.Layout.ReceivedFile(experiment, engine) : snapshots.Layout.VerifiedFile(experiment, engine);
                string file = snapshots.Layout.Relative(path);
                if (!experiments.Contains(experiment))
                {
                    orphans.Add(new SnapshotOrphan(file, null, received ? $"remove it: rm {file}" : $"remove it: git rm {file}"));
                    continue;
                }

                IEnumerable<SnapshotEntry> entries = snapshots.Read(path, experiment);
                string remedy = received ? $"remove the file: rm {file}" : $"accept the experiment anew: dotnet run -- snapshots accept {experiment}{RunEngine.OptionOf(engine)}";
                orphans.AddRange(entries.Where(e => !names.Contains(e.Name)).Select(e => new SnapshotOrphan(file, e.Name, remedy)));
            }
        }

        return orphans;
    }

    private AcceptedSnapshot Accept(string experiment, IReadOnlyList<RunSpec> runs)
    {
        using OwnedLock held = snapshots.Lock();
        IReadOnlyList<SnapshotEntry> before = snapshots.ReadVerified(experiment);
        Dictionary<string, SnapshotEntry> entries = before.ToDictionary(e => e.Name, StringComparer.Ordinal);
        List<SnapshotEntry> accepted = [];
        List<string> without = [];
        foreach (RunSpec spec in runs)
        {
            if (Candidate(spec, out string? reason) is { } entry)
            {
                accepted.Add(entry with { SourcesSha256 = null });
            }
            else
            {
                without.Add($"{spec.Name}: {reason}");
            }
        }

        HashSet<string> expanded = [.. catalog.Where(r => r.Experiment == experiment).Select(r => r.Name)];
        List<string> removed = [.. entries.Keys.Where(name => !expanded.Contains(name)).Order(StringComparer.Ordinal)];
        removed.ForEach(name => entries.Remove(name));
        EngineTolerance? tolerance = before.Count > 0 ? before[0].Tolerance : snapshots.Engine.Tolerance;
        accepted.ForEach(entry => entries[entry.Name] = entry with { Tolerance = tolerance });
        if (entries.Values.FirstOrDefault(e => e.Fault is not null) is { Fault: { } fault })
        {
            // Written back it would get check digits that agree with the edit.
            throw new SnapshotException(fault);
        }

        bool written = accepted.Count + removed.Count > 0;
        if (written)
        {
            Write(experiment, entries);
            snapshots.RemoveReceived(experiment, [.. accepted.Select(e => e.Name), .. removed]);
        }

        return new AcceptedSnapshot(
            experiment, snapshots.Layout.Relative(snapshots.VerifiedFile(experiment)), accepted.Sum(e => e.Epochs.Count), [.. accepted.Select(e => e.Name)], removed, without, written);
    }

    private void Write(string experiment, Dictionary<string, SnapshotEntry> entries)
    {
        if (entries.Count == 0)
        {
            File.Delete(snapshots.VerifiedFile(experiment));
            return;
        }

        snapshots.WriteVerified(experiment, [.. entries.Values.OrderBy(e => e.Name, StringComparer.Ordinal)]);
    }

    /// <summary>What would be accepted for a run: its stored result, else what was received; only what these sources made of this spec.</summary>
    private SnapshotEntry? Candidate(RunSpec spec, out string? reason)
    {
        string sources = snapshots.Engine.SourcesSha256(spec);
        StoredRun? stored = results.Find(spec);
        if (stored is not null && stored.SourcesSha256 == sources)
        {
            reason = null;
            return SnapshotEntry.Of(spec, snapshots.Engine, stored.Engine, stored.Epochs, stored.Environment);
        }

        SnapshotEntry? received = snapshots.ReadReceived(spec.Experiment).FirstOrDefault(e => e.Name == spec.Name);
        if (received is { Fault: null } && received.SourcesSha256 == sources && IsOf(received, spec))
        {
            reason = null;
            return received;
        }

        string name = SnapshotComparer.ShellName(spec.Name) + RunEngine.OptionOf(snapshots.Engine.Version);
        reason = stored is not null
            ? $"its stored result was made by other sources; train it again: dotnet run -- run {name} --force"
            : received is not null ? $"what was received is out of date; train it: dotnet run -- run {name}" : $"no result to accept; train it: dotnet run -- run {name}";
        return null;
    }

    private static bool IsOf(SnapshotEntry entry, RunSpec spec) =>
        spec.IsWhole(entry.Epochs) && entry.Spec.SequenceEqual(spec.Settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));

    private void RefuseUnderCi(string what)
    {
        if (snapshots.ReadOnly)
        {
            throw new SnapshotException($"nothing is {what} under CI=true; do it on your own machine and commit the snapshot");
        }
    }
}
