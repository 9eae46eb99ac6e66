using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Review;

/// <summary>The review loop: what waits for a decision, accepting it, rejecting it, and what is left over.</summary>
/// <param name="snapshots">The snapshot files.</param>
/// <param name="results">The stored results.</param>
/// <param name="catalog">All runs that were built in.</param>
internal sealed class SnapshotReview(SnapshotStore snapshots, StoredResults results, IReadOnlyList<RunSpec> catalog)
{
    /// <summary>The runs whose result is new or not equal, in the catalog's order.</summary>
    public IReadOnlyList<PendingSnapshot> Pending()
    {
        List<PendingSnapshot> pending = [];
        foreach (RunSpec spec in catalog)
        {
            if (Candidate(spec, whole: false, out _) is { } entry && snapshots.Compare(spec, entry.Epochs) is { Outcome: not SnapshotOutcome.Equal } comparison)
            {
                pending.Add(new PendingSnapshot(spec, comparison, DivergedRun.Note(spec, entry.Epochs)));
            }
        }

        return pending;
    }

    /// <summary>
    /// Takes the results of runs for their snapshots, one file per experiment. Entries of other runs stay as they are, except those the
    /// spec no longer expands to, which go.
    /// </summary>
    /// <param name="runs">The runs to accept.</param>
    /// <param name="waiting">Told who is writing snapshots while this process waits for its turn.</param>
    /// <param name="cancellation">Ends it; what is written already is told, and so is what is not.</param>
    /// <returns>One for each experiment. Where a file cannot be written, or is damaged, which accepting must not cover up, its fault says so, and the others
    /// are written.</returns>
    /// <exception cref="SnapshotException">Under CI=true.</exception>
    public IReadOnlyList<AcceptedSnapshot> Accept(IReadOnlyList<RunSpec> runs, Action<RunOwner?>? waiting = null, CancellationToken cancellation = default)
    {
        RefuseUnderCi("accepted");
        List<AcceptedSnapshot> experiments = [];
        foreach (IGrouping<string, RunSpec> experiment in runs.GroupBy(r => r.Experiment).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var accepted =
                new AcceptedSnapshot(experiment.Key, snapshots.Layout.Relative(snapshots.VerifiedFile(experiment.Key)), 0, [], [], [], Written: false);
            try
            {
                using OwnedLock held = snapshots.Lock(waiting, cancellation);
                Accept([.. experiment], ref accepted);
            }
            catch (SnapshotException error)
            {
                accepted = accepted with { Fault = error.Message };
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                string which = accepted.Written ? "" : $"{accepted.File} was not written: ";
                accepted = accepted with { Fault = $"{which}{error.Message.TrimEnd('.')}; free space or correct the permissions" };
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                accepted = accepted with { Fault = $"{accepted.File} was not written: interrupted before its turn came" };
            }

            experiments.Add(accepted);
        }

        return experiments;
    }

    /// <summary>Drops what was received for runs; the accepted files stay as they are. A received file that cannot be read goes whole: the results it was made
    /// of are stored. One that cannot be written keeps no other from being dropped.</summary>
    /// <exception cref="SnapshotException">Under CI=true.</exception>
    /// <param name="runs">The runs.</param>
    /// <param name="waiting">Told who is writing snapshots while this process waits for its turn.</param>
    /// <param name="cancellation">Ends the waiting; what was dropped already is told.</param>
    public RejectedRuns Reject(IReadOnlyList<RunSpec> runs, Action<RunOwner?>? waiting = null, CancellationToken cancellation = default)
    {
        RefuseUnderCi("rejected");
        List<string> dropped = [];
        Dictionary<string, string> faults = new(StringComparer.Ordinal);
        foreach (IGrouping<string, RunSpec> experiment in runs.GroupBy(r => r.Experiment))
        {
            string path = snapshots.ReceivedFile(experiment.Key);
            if (!Path.Exists(path))
            {
                continue;
            }

            string file = snapshots.Layout.Relative(path);
            try
            {
                using OwnedLock held = snapshots.Lock(waiting, cancellation);
                dropped.AddRange(snapshots.DropReceived(experiment.Key, experiment.Select(r => r.Name).ToHashSet(StringComparer.Ordinal)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                faults[experiment.Key] = $"{file} stays as it is: {error.Message.TrimEnd('.')}; correct the permissions";
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                faults[experiment.Key] = $"{file} stays as it is: interrupted before its turn came";
            }
        }

        return new RejectedRuns(dropped, faults);
    }

    /// <summary>Verified and received files, and entries of them, that no spec stands for; and those that are damaged or were edited by hand.</summary>
    public IReadOnlyList<SnapshotOrphan> Orphans()
    {
        HashSet<string> experiments = [.. catalog.Select(r => r.Experiment)];
        HashSet<string> names = [.. catalog.Select(r => r.Name)];
        List<SnapshotOrphan> orphans = [];
        List<(string Folder, string Cause)> unreadable = [];
        foreach (bool received in (bool[])[false, true])
        {
            foreach ((string experiment, string engine) in snapshots.Experiments(received, received ? null : unreadable))
            {
                string path = received ? snapshots.Layout.ReceivedFile(experiment, engine) : snapshots.Layout.VerifiedFile(experiment, engine);
                string file = snapshots.Layout.Relative(path);
                string typed = ShellText.Quote(file);
                string remedy = received ? $"remove the file: rm {typed}"
                    : $"accept the experiment again: dotnet run -- snapshots accept {experiment}{RunEngine.OptionOf(engine)}";
                if (!experiments.Contains(experiment))
                {
                    orphans.Add(new SnapshotOrphan(file, null, Directory.Exists(path) ? $"it is a folder; remove it: rm -r {typed}"
                        : received ? $"remove it: rm {typed}" : $"remove it: git rm {typed}"));
                    continue;
                }

                try
                {
                    orphans.AddRange(snapshots.Read(path, experiment)
                        .Where(e => e.Fault is not null || !names.Contains(e.Name))
                        .Select(e => new SnapshotOrphan(file, e.Name, remedy, received ? null : e.Fault)));
                }
                catch (SnapshotException error)
                {
                    orphans.Add(new SnapshotOrphan(file, null, remedy, error.Message));
                }
            }
        }

        orphans.AddRange(unreadable.Select(folder => new SnapshotOrphan(snapshots.Layout.Relative(folder.Folder), null, "correct its permissions",
            $"{snapshots.Layout.Relative(folder.Folder)} cannot be listed: {folder.Cause}; correct its permissions")));
        orphans.AddRange(Vanished());
        return orphans;
    }

    /// <summary>Runs whose accepted numbers are in the last commit only. A file that cannot be read is told of already.</summary>
    private IEnumerable<SnapshotOrphan> Vanished()
    {
        foreach (IGrouping<string, RunSpec> experiment in catalog.GroupBy(run => run.Experiment))
        {
            string file = snapshots.Layout.Relative(snapshots.VerifiedFile(experiment.Key));
            HashSet<string> there;
            try
            {
                there = [.. snapshots.ReadVerified(experiment.Key).Select(entry => entry.Name)];
            }
            catch (SnapshotException)
            {
                continue;
            }

            foreach (RunSpec run in experiment.Where(run => !there.Contains(run.Name)))
            {
                if (snapshots.Vanished(run.Experiment, run.Name) is { } fault)
                {
                    yield return new SnapshotOrphan(file, run.Name, SnapshotRemedy.Restore(file), fault);
                }
            }
        }
    }

    /// <summary>Accepts runs of one experiment; the lock must be held. What was done stands in the last parameter, also when it ends in an exception.</summary>
    private void Accept(IReadOnlyList<RunSpec> runs, ref AcceptedSnapshot result)
    {
        string experiment = result.Experiment;
        IReadOnlyList<SnapshotEntry> before = snapshots.ReadVerified(experiment);
        Dictionary<string, SnapshotEntry> entries = before.ToDictionary(e => e.Name, StringComparer.Ordinal);
        List<SnapshotEntry> accepted = [];
        List<UnacceptedRun> without = [];
        List<(string Name, string Note)> diverged = [];
        foreach (RunSpec spec in runs)
        {
            if (Candidate(spec, whole: true, out UnacceptedRun? reason) is { } entry)
            {
                accepted.Add(entry with { SourcesSha256 = null });
                diverged.AddRange(DivergedRun.Note(spec, entry.Epochs) is { } note ? [(spec.Name, note)] : []);
            }
            else
            {
                without.Add(reason!);
            }
        }

        HashSet<string> replaced = [.. accepted.Select(entry => entry.Name)];
        if (before.FirstOrDefault(e => e.Fault is not null && !replaced.Contains(e.Name)) is { Fault: { } fault })
        {
            // Written back it would get check digits that agree with the edit; and an entry whose name was edited is not one to remove.
            throw new SnapshotException(fault);
        }

        HashSet<string> expanded = [.. catalog.Where(r => r.Experiment == experiment).Select(r => r.Name)];
        List<string> removed = [.. entries.Keys.Where(name => !expanded.Contains(name)).Order(StringComparer.Ordinal)];
        removed.ForEach(name => entries.Remove(name));
        EngineTolerance? tolerance = before.Count > 0 ? before[0].Tolerance
            : catalog.FirstOrDefault(run => run.Experiment == experiment) is { } any ? snapshots.Engine.ToleranceOf(any)
            : snapshots.Engine.Tolerance;
        accepted.ForEach(entry => entries[entry.Name] = entry with { Tolerance = tolerance });
        result = result with { WithoutResult = without };
        if (accepted.Count + removed.Count > 0)
        {
            Write(experiment, entries);
            bool[] steps = [.. runs.Where(run => replaced.Contains(run.Name)).Select(run => run.Steps is not null).Distinct()];
            result = result with
            {
                Epochs = accepted.Sum(e => e.Epochs.Count), CountsSteps = steps.Length > 1 ? null : steps.Contains(true), Accepted = [.. replaced],
                Removed = removed, Written = true, Diverged = diverged,
            };
            snapshots.RemoveReceived(experiment, replaced.Union(removed).ToHashSet(StringComparer.Ordinal));
        }
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
    /// <param name="spec">The run.</param>
    /// <param name="whole">Whether every file of the result is looked at, as it must be before its numbers are believed for good.</param>
    /// <param name="reason">Why there is nothing to accept.</param>
    private SnapshotEntry? Candidate(RunSpec spec, bool whole, out UnacceptedRun? reason)
    {
        string sources = snapshots.Engine.SourcesSha256(spec);
        string? fault = null;
        StoredRun? stored = whole ? results.FindWhole(spec, out fault) : results.Find(spec);
        if (stored is not null && stored.SourcesSha256 == sources)
        {
            reason = null;
            return SnapshotEntry.Of(spec, snapshots.Engine, stored.Engine, stored.Epochs, stored.Environment);
        }

        SnapshotEntry? received = null;
        try
        {
            received = snapshots.FindReceived(spec);
        }
        catch (SnapshotException error)
        {
            fault ??= error.Message;
        }

        if (received is { Fault: null } && received.SourcesSha256 == sources && IsOf(received, spec))
        {
            reason = null;
            return received;
        }

        string engine = RunEngine.OptionOf(snapshots.Engine.Version) + snapshots.Layout.ResultsOption;
        reason = stored is not null ? new UnacceptedRun(spec.Name, "its stored result was made by other sources", "train it again", engine + " --force")
            : fault is not null ? new UnacceptedRun(spec.Name, fault, "train it again", engine)
            : new UnacceptedRun(spec.Name, received is not null ? "what was received is out of date" : "no result to accept", "train it", engine);
        return null;
    }

    private static bool IsOf(SnapshotEntry entry, RunSpec spec) =>
        spec.IsWhole(entry.Epochs) && entry.Spec.SequenceEqual(spec.Settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));

    private void RefuseUnderCi(string what)
    {
        if (snapshots.ReadOnly)
        {
            throw new SnapshotException($"nothing is {what} with CI=true; do it on your own machine and commit the snapshot");
        }
    }
}
