using MnistLstm.Runner.Runs.Stored;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Follows tasks to their end: takes in their results as they appear in the shared folder, and names those that fail.</summary>
/// <param name="slurm">Asked where the tasks stand.</param>
/// <param name="runs">The sweep's runs.</param>
/// <param name="tasks">The tasks.</param>
/// <param name="options">How the sweep is done.</param>
/// <param name="display">Shown how it goes.</param>
/// <param name="time">The clock of delays.</param>
internal sealed class ArrayWatch(
    SlurmClient slurm, CollectedRuns runs, IReadOnlyList<ArrayTask> tasks, SlurmOptions options, ISlurmView display, TimeProvider time)
{
    private readonly ArrayId[] _arrays = [.. tasks.Select(task => task.Key.Array).Distinct()];
    private bool _stopped;

    /// <summary>Follows them.</summary>
    /// <param name="cancellation">Ends the following, not the tasks.</param>
    /// <returns>True when all tasks are over; false when the following was ended.</returns>
    public bool Follow(CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                string? trouble = Ask(cancellation);
                foreach (ArrayTask task in tasks)
                {
                    TakeIn(task, trouble is null);
                }

                StopAfterFault(cancellation);
                display.Progress(Progress(trouble));
                if (trouble is null && tasks.All(IsOver))
                {
                    return true;
                }

                cancellation.WaitHandle.WaitOne(options.Pace ?? Pace());
            }

            return false;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            display.EndProgress();
        }
    }

    /// <summary>True when there is nothing to wait for. A task in the queue whose runs are all there, made elsewhere, will find that out by itself.</summary>
    private bool IsOver(ArrayTask task) => task.State is not { HasEnded: false, IsWaiting: false } && (task.IsFailed || task.Runs.All(runs.HasResult));

    // One call of squeue for all tasks; the more there are, the less often.
    private TimeSpan Pace() => TimeSpan.FromSeconds(tasks.Count <= 50 ? 2 : tasks.Count <= 1000 ? 5 : 15);

    private string? Ask(CancellationToken cancellation)
    {
        try
        {
            IReadOnlyDictionary<TaskKey, TaskState> states = slurm.Tasks(_arrays, cancellation);
            foreach (ArrayTask task in tasks)
            {
                // One that Slurm has forgotten ended as it was last seen to, or nobody knows how.
                task.State = states.GetValueOrDefault(task.Key) ?? (task.State is { HasEnded: true } last ? last : null);
            }

            if (tasks.Any(task => task.State is null && !task.IsFailed))
            {
                IReadOnlyDictionary<TaskKey, TaskState> ended = slurm.Ended(_arrays, cancellation);
                foreach (ArrayTask task in tasks.Where(task => task.State is null))
                {
                    task.State = ended.GetValueOrDefault(task.Key);
                }
            }

            return null;
        }
        catch (SlurmException error)
        {
            // A controller that is restarted answers again; the tasks do not need it.
            return error.Message;
        }
    }

    private void TakeIn(ArrayTask task, bool isKnown)
    {
        if (task.State is { HasEnded: false })
        {
            // It trains them one after the other, so the first that is not there says that none behind it is. One that waits again may have some.
            _ = task.Runs.All(runs.Look);
            GoesOn(task);
            return;
        }

        int[] left = [.. task.Runs.Where(run => !runs.Look(run))];
        if (left.Length == 0 || task.IsFailed || !isKnown)
        {
            return;
        }

        // What is over at one look may be queued again at the next, and its last files may take a while to be seen here.
        bool isNews = task.EndedAt is null;
        task.EndedAt ??= time.GetTimestamp();
        TimeSpan delay = task.State is { IsCompleted: true } ? options.Delay : TimeSpan.Zero;
        if (!isNews && time.GetElapsedTime(task.EndedAt.Value) >= delay)
        {
            Fail(task, left);
        }
    }

    private void GoesOn(ArrayTask task)
    {
        if (task.IsFailed)
        {
            display.Note($"task {task.Key} is back in the queue");
        }

        (task.IsFailed, task.EndedAt) = (false, null);
    }

    private void Fail(ArrayTask task, int[] left)
    {
        task.IsFailed = true;
        TaskReport? report = task.Folder.Report(task.Key.Task);
        string how = task.State?.ToString() ?? "ended, and Slurm does not say how";
        string log = $"log: {task.Folder.Log(task.Key.Task)}";
        bool stopped = _stopped && task.State?.State == "CANCELLED" && !task.Folder.HasBegun(task.Key.Task);
        foreach (int run in left)
        {
            if (stopped)
            {
                runs.End(run, null, $"not started: --fail-fast, after {runs.FirstFault?.Name}");
            }
            else if (report?.Runs.GetValueOrDefault(runs.Spec(run).Name) is { Error: { } error, Status: var status } && status is not ("completed" or "cached"))
            {
                runs.End(run, StatusOf(status), error);
            }
            else
            {
                runs.End(run, RunStatus.Failed, $"task {task.Key}: {how}; {log}");
            }
        }

        if (!stopped)
        {
            string more = report is not null ? ""
                : !task.Folder.HasBegun(task.Key.Task)
                    ? $"; it never began: the node must see {task.Folder.Folder} by this path, and you must be allowed to write there"
                : task.Folder.LastLine(task.Key.Task) is { } line ? $"; its last line: {line}"
                : "";
            display.Note($"task {task.Key} {how}; {log}{more}");
        }
    }

    private static RunStatus? StatusOf(string? word) => word switch
    {
        "data-unavailable" => RunStatus.DataUnavailable,
        "interrupted" => RunStatus.Interrupted,
        null => null,
        _ => RunStatus.Failed,
    };

    private void StopAfterFault(CancellationToken cancellation)
    {
        if (!options.FailFast || _stopped || runs.FirstFault is not { } fault)
        {
            return;
        }

        _stopped = true;
        display.Note($"--fail-fast: tasks that wait are cancelled, after {fault.Name}");
        foreach (ArrayId array in _arrays)
        {
            try
            {
                slurm.Cancel(array, waitingOnly: true, cancellation);
            }
            catch (SlurmException error)
            {
                display.Note($"tasks of array {array} that wait could not be cancelled: {error.Message}");
            }
        }
    }

    private ArrayProgress Progress(string? trouble)
    {
        ArrayTask[] waiting = [.. tasks.Where(task => task.State is { IsWaiting: true, HasEnded: false })];
        string reason = waiting.GroupBy(task => task.State!.Reason).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key ?? "";
        int underWay = tasks.Count(task => task.State is { IsWaiting: false, HasEnded: false });
        return new ArrayProgress(_arrays, runs.Complete, runs.Count, underWay, waiting.Length, reason, tasks.Count(task => task.IsFailed), trouble);
    }
}
