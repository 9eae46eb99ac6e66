using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Cli.Sweeping;

/// <summary><c>sweep --on slurm</c>.</summary>
/// <param name="services">What commands work with.</param>
/// <param name="engine">What runs are trained with.</param>
/// <param name="results">Folder of the results; null for the usual one.</param>
/// <param name="data">Folder of the data; null for the usual places.</param>
/// <param name="format">How the rows are printed at the end.</param>
internal sealed class SlurmCommand(CommandServices services, RunEngine engine, string? results, string? data, OutputFormat format)
{
    /// <summary>How results are checked, and the threads of a task.</summary>
    public required RunOptions Execution { get; init; }

    /// <summary>Tasks at a time; null for as many as the cluster gives.</summary>
    public int? AtATime { get; init; }

    /// <summary>Tasks to share the runs out to; null for one a run.</summary>
    public int? Tasks { get; init; }

    /// <summary>Further arguments of sbatch.</summary>
    public IReadOnlyList<string> Sbatch { get; init; } = [];

    /// <summary>Whether no task is started after the first fault.</summary>
    public bool FailFast { get; init; }

    /// <summary>Folder of event files for TensorBoard; null for none.</summary>
    public string? Log { get; init; }

    /// <summary>A page to keep current meanwhile; null for none.</summary>
    public OutputFile? Report { get; init; }

    /// <summary>Submits the runs, follows them, prints the results and returns the exit code.</summary>
    public int Execute(IReadOnlyList<SelectedRun> selected)
    {
        selected = SweepOrder.Of(selected, jobs: selected.Count + 1);
        return new SweepPrinter(services, new SweepOptions(engine, Execution, FailFast), results, data, format, Log, Report).Execute(selected, Sweep());
    }

    /// <summary><c>--dry-run</c>: the plan, and the command that would submit it.</summary>
    public int Show(IReadOnlyList<SelectedRun> selected)
    {
        SlurmSweep sweep = Sweep();
        string? note = sweep.Require(services.Cancellation);
        IRunService runs = services.RunsOf(results, engine);
        IReadOnlyList<RunResult> stored = SideBySide.Map(selected, run => runs.Stored(run.Spec));
        IReadOnlyList<string> command = sweep.Command(stored.Count(result => result.Status is not RunStatus.Cached), services.Cancellation);
        DryRun.Print(services, runs, force: false, format, stored);
        foreach (string line in ((string?[])[note, command.Count == 0 ? null : "would submit: " + string.Join(' ', command.Select(ShellText.Quote))])
            .OfType<string>())
        {
            services.Terminal.Note(line);
        }

        return ExitCode.Success;
    }

    private SlurmSweep Sweep()
    {
        // Tasks begin elsewhere than this command, so that relative paths, also that of $MNIST_LSTM_DATA, would mean other folders there.
        DataPlaces places = services.DataPlaces(data);
        SlurmOptions options = new(engine, Execution, FailFast)
        {
            Tasks = Tasks,
            AtATime = AtATime,
            Sbatch = Sbatch,
            Data = places.GivenBy is null ? null : Path.GetFullPath(places.Folders[0]),
        };
        options = services.SlurmTimes is { } times ? options with { Pace = times.Pace, Delay = times.Delay } : options;
        return new SlurmSweep(services.RunsOf(results, engine), services.Slurm, services.Layout(results), services.Program(), options, services.Time);
    }
}
