using System.Globalization;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Traces.Comparing;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;
using MnistLstm.Runner.Traces.Live;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary>Trains one run and compares it with another training of it, in one of the ways of bisect.</summary>
/// <param name="services">What commands work with.</param>
/// <param name="options">The command's options.</param>
/// <param name="spec">The run.</param>
internal sealed class Bisection(CommandServices services, BisectOptions options, RunSpec spec)
{
    private readonly BisectReport _report = new(services.Terminal, spec);

    // Two builds at work on one machine share its processors.
    private readonly int _threads = options.Threads ?? Math.Max(1, options.With is null ? Environment.ProcessorCount : Environment.ProcessorCount / 2);

    private int Epochs => options.Epochs ?? spec.Epochs;

    /// <summary>Does it and returns the exit code.</summary>
    public int Execute()
    {
        if (options.LockStep)
        {
            // It answers for itself whatever specs lie about: the asking side compares what is trained.
            return Answer();
        }

        if (services.StaleSpec(spec) is { } stale)
        {
            throw new CommandException(stale);
        }

        return options switch
        {
            { Record: { } file } => Record(file),
            { With: { } command } => CompareWith(command),
            { Against: { } file } => TraceFile.IsStep(file) ? CompareStep(StepFile.Read(file), file) : CompareTrace(file),
            _ => CompareSnapshot(),
        };
    }

    private int CompareSnapshot()
    {
        SnapshotEntry accepted = Accepted();
        using Trainer trainer = CreateTrainer(out _);
        // Of a run of fewer steps the last evaluation may be one that this run does not have.
        int epochs = accepted.Epochs.Take(Epochs).TakeWhile(row => row.Step == spec.StepAt(row.Epoch)).Count();
        bool otherLength = accepted.Epochs.Count != spec.Epochs;
        EpochDifference? difference = Watch(epochs, view =>
        {
            List<EpochMetrics> done = [];
            EpochDifference? found = null;
            while (found is null && done.Count < epochs)
            {
                done.Add(trainer.RunEpoch(view, services.Cancellation));
                view.EpochCompleted(done[^1]);
                found = EpochDifference.First(accepted.Epochs, done, unevaluatedMatches: otherLength);
            }

            return found;
        });
        return _report.Snapshot(difference, epochs);
    }

    private SnapshotEntry Accepted()
    {
        string name = ShellText.Quote(spec.Name);
        SnapshotEntry accepted = services.FindSnapshot(spec)
            ?? throw new CommandException(
                $"{spec.Name} has no accepted snapshot to compare with; to compare two builds, use --with, or --record and --against; to accept one: dotnet "
                    + $"run -- run {name}; dotnet run -- snapshots accept {name}");
        if (accepted.Fault is { } fault)
        {
            throw new CommandException(fault);
        }

        if (accepted.Engine != services.EngineVersion)
        {
            throw new CommandException(
                $"the snapshot of {spec.Name} was made by the engine {accepted.Engine}, this is {services.EngineVersion}; versions of the engine are "
                    + $"expected to differ in their bits, so there is nothing to look for");
        }

        List<SpecChange> changes = [.. SpecChange.Between(accepted.Spec, spec).Where(change => change.Key is not (SpecKeys.Epochs or SpecKeys.Steps))];
        return changes.Count == 0
            ? accepted
            : throw new CommandException(
                $"the spec of {spec.Name} changed since its snapshot was accepted: {string.Join(", ", changes)}; that is the difference. Intended? dotnet run "
                    + $"-- snapshots accept {name}. Not? git diff {spec.SpecPath}");
    }

    private int Record(string path)
    {
        OutputFile file = OutputOption.File("--record", path, options.Force);
        using Trainer trainer = CreateTrainer(out Dataset data);
        TraceSide side = Side(trainer, data, Epochs);
        TraceLayout layout = side.Header.Layout();
        if (layout.Bytes > TraceFileWriter.MaxBytes)
        {
            throw new CommandException(
                $"a trace of {spec.Name} would have {Figures.Size(layout.Bytes)} ({Figures.Count(layout.Steps)} steps), and at "
                    + $"most {Figures.Size(TraceFileWriter.MaxBytes)} are written; record fewer "
                    + $"{(spec.Steps is null ? "epochs" : "evaluations")} with --epochs N");
        }

        OutputOption.Writing(file, () => file.Write(stream =>
        {
            using TraceFileWriter writer = new(stream, side);
            Train(trainer, Epochs, layout, writer);
            writer.Complete();
        }));
        _report.Recorded(path, file.IsKept ? new FileInfo(path).Length : layout.Bytes, side);
        return ExitCode.Success;
    }

    private int CompareWith(string command)
    {
        using Trainer trainer = CreateTrainer(out Dataset data);
        TraceSide here = Side(trainer, data, Epochs);
        List<string> arguments = ["bisect", spec.Name, LockStep.Option, "--epochs", Number(Epochs), "--threads", Number(_threads)];
        if (options.Data is { } folder)
        {
            arguments.AddRange(["--data", folder]);
        }

        using LockStepProcess other = new(command, arguments, services.Cancellation);
        TraceMatch.Require(spec, here.Header, other.Source.Side.Header, "what the other program trains");
        TraceLayout layout = here.Header.Layout();
        TraceComparison comparison = new(layout, other.Source);
        Train(trainer, Epochs, layout, comparison);
        return _report.Compared(comparison.Difference, other.Source.Side, here);
    }

    private int CompareTrace(string file)
    {
        using TraceFileReader trace = TraceFileReader.Open(file);
        OutputFile stepFile = OutputOption.File("--against", file + StepFile.Ending, options.Force);
        using Trainer trainer = CreateTrainer(out Dataset data);
        TraceSide here = Side(trainer, data, trace.Side.Header.Epochs);
        TraceMatch.Require(spec, here.Header, trace.Side.Header, file);
        TraceLayout layout = here.Header.Layout();
        TraceComparison comparison = new(layout, trace);
        Train(trainer, layout.Epochs, layout, comparison);
        int exitCode = _report.Compared(comparison.Difference, trace.Side, here);
        if (comparison.Difference is { There: null } difference)
        {
            StepPlace place = new(difference.Position, difference.Entry, StepPlace.Text(difference.TheirEntry), trace.Side);
            OutputOption.Writing(stepFile, () => new StepFile(here, place, difference.Here).Write(stepFile));
            _report.WroteStep(stepFile.Name, difference.Tensor);
        }

        return exitCode;
    }

    private int CompareStep(StepFile step, string file)
    {
        using Trainer trainer = CreateTrainer(out Dataset data);
        TraceSide here = Side(trainer, data, step.Side.Header.Epochs);
        TraceMatch.Require(spec, here.Header, step.Side.Header, file);
        TraceLayout layout = here.Header.Layout();
        StepTarget target = new(layout, step.Place);
        Train(trainer, Math.Max(1, step.Place.Position.Epoch), layout, target);
        byte[] values = target.Values ?? throw new InvalidOperationException($"the training ended before {step.Place}");
        return _report.Step(step, values, isRecorder: StepPlace.Text(target.Entry) == step.Place.TraceHash, here);
    }

    private int Answer()
    {
        using Trainer trainer = CreateTrainer(out Dataset data);
        (Stream input, Stream output) = services.Pipes();
        TraceSide here = Side(trainer, data, Epochs);
        Observe(trainer, Epochs, here.Header.Layout(), new LockStepAnswers(input, output, here), new Unwatched());
        return ExitCode.Success;
    }

    private Trainer CreateTrainer(out Dataset data)
    {
        DataOptions places = new() { Places = services.DataPlaces(options.Data), MayFetch = false };
        data = services.LoadData(spec.Data, places, services.Cancellation);
        return spec.CreateTrainer(data, new TrainingOptions { Threads = _threads });
    }

    private TraceSide Side(Trainer trainer, Dataset data, int epochs) =>
        new(TraceHeader.Of(spec, data, trainer, epochs), TraceEnvironment.Here(services.Exact.Hardware, _threads));

    private void Train(Trainer trainer, int epochs, TraceLayout layout, ITraceSink sink) => Watch(epochs, view =>
    {
        Observe(trainer, epochs, layout, sink, view);
        return epochs;
    });

    private void Observe(Trainer trainer, int epochs, TraceLayout layout, ITraceSink sink, IRunObserver view)
    {
        TraceObserver observer = new(layout, sink);
        trainer.StepObserver = observer;
        TracedTraining.Run(trainer, epochs, observer, view, services.Cancellation);
    }

    private T Watch<T>(int epochs, Func<IRunView, T> train)
    {
        ISweepProgress progress = services.Terminal.Live is { } console ? new LiveProgress(console, services.Time) : new PlainProgress(services.Terminal);
        return progress.Watch("", spec with { Epochs = epochs }, train);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Unwatched : IRunObserver
    {
        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            // The asking side shows how it goes.
        }

        public void EvaluationStarted(int epoch)
        {
            // The asking side shows how it goes.
        }

        public void EvaluationCompleted(int epoch)
        {
            // The asking side shows how it goes.
        }

        public void EpochCompleted(EpochMetrics epoch)
        {
            // The asking side shows how it goes.
        }
    }
}
