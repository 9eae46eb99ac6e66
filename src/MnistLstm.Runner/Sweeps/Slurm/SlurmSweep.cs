using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>
/// A sweep as a job array: the nodes train, each task its share of the runs, into a results folder that all of them see; here the results are
/// taken in as they appear, and checked. Runs that an earlier call of the same sweep has in the queue are followed and not submitted again.
/// </summary>
/// <param name="runs">Reads and checks results.</param>
/// <param name="slurm">The cluster.</param>
/// <param name="layout">Where things are.</param>
/// <param name="program">What the nodes run.</param>
/// <param name="options">How.</param>
/// <param name="time">The clock.</param>
internal sealed class SlurmSweep(IRunService runs, SlurmClient slurm, RepositoryLayout layout, ProgramFiles program, SlurmOptions options, TimeProvider time)
{
    private readonly ArraySubmission _submission = new(slurm, layout, program, options, time);
    private readonly QueuedTasks _queued = new(slurm, layout, time);

    /// <summary>Ends with an error where the sweep cannot be done like this; else gives what should be known besides, or null.</summary>
    /// <exception cref="UsageException">Slurm is not here, or the nodes cannot see the results.</exception>
    public string? Require(CancellationToken cancellation)
    {
        slurm.Require();
        _submission.Require(cancellation);
        return SharedFolder.Judge(layout.Results, SharedFolder.KindOf(layout.Results), slurm.Nodes(cancellation));
    }

    /// <inheritdoc cref="ArraySubmission.Command"/>
    public IReadOnlyList<string> Command(int count, CancellationToken cancellation) => _submission.Command(count, cancellation);

    /// <summary>Submits what is not there and not in the queue, and follows it to its end.</summary>
    /// <param name="selected">The runs.</param>
    /// <param name="view">Shown each run that has come to its end.</param>
    /// <param name="display">Shown how the arrays go.</param>
    /// <param name="loader">Gives a data set of a name to a run, showing a fetch in that run's view.</param>
    /// <param name="cancellation">Ends the following; whether the tasks go on, the user is asked.</param>
    /// <exception cref="CommandException">Slurm refuses, or the results folder cannot be written.</exception>
    public IReadOnlyList<SweepOutcome> Execute(
        IReadOnlyList<SelectedRun> selected, ISweepView view, ISlurmView display, Func<IRunView, Func<DatasetDefinition, CancellationToken, Dataset>> loader,
        CancellationToken cancellation)
    {
        LoadedProgram.Complete();
        runs.Freeze(selected.Select(run => run.Spec));
        CollectedRuns collected = new(runs, options.Execution, view, selected);
        view.Begin(Enumerable.Range(0, collected.Count).Count(run => collected.Stored(run).Status == RunStatus.Cached), fault: null);
        collected.LookAtAll();
        EndWithoutData(collected, view, loader, cancellation);
        ArrayTask[] tasks = Tasks(collected, display, cancellation);
        if (tasks.Length > 0)
        {
            if (new ArrayWatch(slurm, collected, tasks, options, display, time).Follow(cancellation))
            {
                _queued.TidyUp([.. tasks.Select(task => task.Folder).Distinct()], collected, display);
            }
            else
            {
                Leave(collected, tasks, display);
            }
        }

        return collected.Outcomes("not started: the sweep was interrupted");
    }

    /// <summary>The data is brought here once, before a hundred nodes would each fetch it; runs whose data is not to be had are not submitted.</summary>
    private static void EndWithoutData(
        CollectedRuns collected, ISweepView view, Func<IRunView, Func<DatasetDefinition, CancellationToken, Dataset>> loader, CancellationToken cancellation)
    {
        foreach (IGrouping<DatasetDefinition, int> set in collected.Unsettled().GroupBy(run => collected.Spec(run).Data).ToArray())
        {
            try
            {
                view.Watch(set.First(), shown => loader(shown)(set.Key, cancellation));
            }
            catch (DataException error)
            {
                foreach (int run in set)
                {
                    collected.End(run, RunStatus.DataUnavailable, error.Message);
                }
            }
        }
    }

    /// <summary>The tasks that make what is missing: those in the queue already, and a new array's for the rest.</summary>
    private ArrayTask[] Tasks(CollectedRuns collected, ISlurmView display, CancellationToken cancellation)
    {
        if (!collected.Unsettled().Any())
        {
            return [];
        }

        try
        {
            using var held = OwnedLock.Acquire(
                ArrayFolder.LockFile(layout),
                owner => display.Note($"waiting for {owner?.ToString() ?? "another process"}, which is submitting runs of this folder"), cancellation);
            IReadOnlyList<ArrayTask> before = _queued.Of(collected, cancellation);
            if (before.Count > 0)
            {
                string arrays = ArrayProgress.Name([.. before.Select(task => task.Key.Array).Distinct()]);
                display.Note(
                    FormattableString.Invariant($"{arrays}: {before.Sum(task => task.Runs.Count)} of these runs are in the queue already, and are followed"));
            }

            int[] missing = [.. collected.Unsettled().Except(before.SelectMany(task => task.Runs))];
            return missing.Length == 0 ? [.. before] : [.. before, .. _submission.Submit(collected, missing, display, cancellation)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"{layout.Relative(layout.Results)} cannot be written: {error.Message}; free space, correct the permissions, or choose another folder "
                    + "with --results");
        }
        catch (SlurmException error)
        {
            throw new CommandException(error.Message);
        }
    }

    /// <summary>Nobody follows the tasks any more: they are cancelled, if that is wanted, or go on by themselves.</summary>
    private void Leave(CollectedRuns collected, ArrayTask[] tasks, ISlurmView display)
    {
        ArrayTask[] left = [.. tasks.Where(task => !task.IsFailed && !task.Runs.All(collected.HasResult))];
        if (left.Length == 0)
        {
            return;
        }

        ArrayId[] arrays = [.. left.Select(task => task.Key.Array).Distinct()];
        string name = ArrayProgress.Name(arrays);
        bool cancelled = display.Ask(FormattableString.Invariant($"cancel {name}, of which {left.Length} {(left.Length == 1 ? "task is" : "tasks are")} left?"))
            && Cancel(arrays, display);
        string then = cancelled ? $"{name} cancelled; the same command submits what is left, and goes on from the checkpoints"
            : $"{name} goes on; the same command follows it again, {ArrayId.CancelCommand(arrays)} ends it";
        display.Note(then);
        foreach (int run in left.SelectMany(task => task.Runs).Where(run => !collected.HasResult(run)))
        {
            collected.End(run, RunStatus.Interrupted, "interrupted: " + then);
        }
    }

    private bool Cancel(ArrayId[] arrays, ISlurmView display)
    {
        try
        {
            Array.ForEach(arrays, array => slurm.Cancel(array, waitingOnly: false, CancellationToken.None));
            return true;
        }
        catch (SlurmException error)
        {
            display.Note($"not cancelled: {error.Message}");
            return false;
        }
    }
}
