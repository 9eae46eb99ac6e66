using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Tasks that earlier calls submitted and that are still to come to their end.</summary>
/// <param name="slurm">The cluster.</param>
/// <param name="layout">Where things are.</param>
/// <param name="time">The clock.</param>
internal sealed class QueuedTasks(SlurmClient slurm, RepositoryLayout layout, TimeProvider time)
{
    /// <summary>How long the logs of an array stay that did not end well, and all of one that nobody knows the end of.</summary>
    private static readonly TimeSpan s_keep = TimeSpan.FromDays(30);

    /// <summary>Those that have runs of this sweep which are not settled, each run with the fingerprint it has now. Arrays that are over are tidied
    /// up.</summary>
    /// <exception cref="CommandException">Slurm does not answer.</exception>
    public IReadOnlyList<ArrayTask> Of(CollectedRuns collected, CancellationToken cancellation)
    {
        (ArrayFolder Folder, ArrayId Array)[] arrays =
            [.. from folder in ArrayFolder.All(layout) let id = folder.Array where id is not null select (folder, id.Value)];
        TaskState[] known = [.. arrays.GroupBy(array => array.Array.Cluster).SelectMany(cluster => Known(cluster.Key, [.. cluster], cancellation))];
        Dictionary<(string, string), int> wanted = Enumerable.Range(0, collected.Count).Where(run => !collected.IsSettled(run))
            .ToDictionary(run => (collected.Spec(run).Name, collected.Fingerprint(run)), run => run);
        List<ArrayTask> found = [];
        foreach ((ArrayFolder folder, ArrayId array) in arrays)
        {
            TaskState[] all = [.. known.Where(state => state.Key.Array == array && state.Folder == folder.Folder)];
            TaskKey[] own = [.. all.Where(state => !state.HasEnded).Select(state => state.Key)];
            if (own.Length == 0)
            {
                TidyUp(folder, isOver: all.Length > 0, IsComplete(folder, []));
                continue;
            }

            IReadOnlyDictionary<string, string> fingerprints = folder.Fingerprints();
            IReadOnlyDictionary<int, IReadOnlyList<string>> tasks = folder.Tasks();
            foreach (TaskKey key in own)
            {
                List<int> runs = [];
                foreach (string name in tasks.GetValueOrDefault(key.Task, []))
                {
                    if (wanted.Remove((name, fingerprints.GetValueOrDefault(name, "")), out int run))
                    {
                        runs.Add(run);
                    }
                }

                if (runs.Count > 0)
                {
                    found.Add(new ArrayTask(folder, key, runs));
                }
            }
        }

        return found;
    }

    /// <summary>Removes what arrays that are over needed; the logs stay where a run has no result. Tasks that wait for nothing are cancelled.</summary>
    public void TidyUp(IReadOnlyList<ArrayFolder> folders, CollectedRuns collected, ISlurmView display)
    {
        HashSet<string> there = [.. Enumerable.Range(0, collected.Count).Where(collected.HasResult).Select(run => collected.Spec(run).Name)];
        foreach (ArrayFolder folder in folders.Where(folder => folder.Array is not null))
        {
            ArrayId array = folder.Array!.Value;
            try
            {
                TaskState[] all = [.. slurm.Tasks([array], CancellationToken.None).Values.Where(state => state.Folder == folder.Folder)];
                TaskState[] active = [.. all.Where(state => !state.HasEnded)];
                bool isComplete = IsComplete(folder, there);
                if (active.Length > 0 && (!isComplete || active.Any(state => !state.IsWaiting)))
                {
                    // Of another sweep that shares the array; the next call tidies it up.
                    continue;
                }

                if (active.Length > 0)
                {
                    slurm.Cancel(array, waitingOnly: true, CancellationToken.None);
                }

                TidyUp(folder, isOver: all.Length > 0, isComplete);
            }
            catch (SlurmException error)
            {
                display.Note($"{folder.Folder} is left, for the next call to remove: {error.Message}");
            }
        }
    }

    private IEnumerable<TaskState> Known(string cluster, (ArrayFolder Folder, ArrayId Array)[] arrays, CancellationToken cancellation)
    {
        try
        {
            return slurm.Tasks([.. arrays.Select(array => array.Array)], cancellation).Values;
        }
        catch (SlurmException error)
        {
            throw new CommandException($"Slurm does not answer, so nothing was submitted: {error.Message}" + (cluster.Length == 0 ? ""
                : $"; if there is no cluster {cluster} any more, remove {string.Join(", ", arrays.Select(array => layout.Relative(array.Folder.Folder)))}"));
        }
    }

    /// <summary>Removes what nobody needs of an array that has no task in the queue. A queue that does not know it may be another cluster's, where its tasks
    /// still wait for their turn: then all of it stays, unless its runs are there or nothing has happened for long.</summary>
    /// <param name="folder">The array's.</param>
    /// <param name="isOver">Whether Slurm knows the array, and that it is over.</param>
    /// <param name="isComplete">Whether all its runs have results.</param>
    private void TidyUp(ArrayFolder folder, bool isOver, bool isComplete)
    {
        bool isYoung = folder.IsYoungerThan(s_keep, time);
        if (isOver || isComplete || !isYoung)
        {
            folder.Remove(keepLogs: !isComplete && isYoung);
        }
    }

    /// <summary>True when every run of an array has its result: one of those that are known to be there, or one that its run.json calls complete.</summary>
    private bool IsComplete(ArrayFolder folder, HashSet<string> there)
    {
        try
        {
            // A list that cannot be read says nothing of any run.
            return folder.Fingerprints() is { Count: > 0 } runs && runs.All(run =>
                there.Contains(run.Key) || ResultReader.ReadManifest(Path.Combine(layout.RunFolder(run.Key), run.Value)) is { Status: RunStore.Complete });
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            // A result that cannot be read is none.
            return false;
        }
    }
}
