using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>
/// A sweep by successive halving: its runs are trained rung by rung, and from each rung only the best go on. A decision rests on figures alone, and figures are
/// the same whatever the threads, the order and the interruptions; so are the decisions. They are stored as they are made.
/// </summary>
/// <param name="runs">Executes the runs.</param>
/// <param name="options">How they are executed.</param>
/// <param name="halving">How the sweep is halved.</param>
/// <param name="file">Where decisions are stored.</param>
/// <param name="display">Shows how it goes.</param>
/// <param name="loader">Gives a data set of a name to a run, showing a fetch in that run's view.</param>
/// <param name="cancellation">Ends the sweep.</param>
internal sealed class HalvingSweep(
    IRunService runs, SweepOptions options, HalvingOptions halving, HalvingFile file, HalvingDisplay display,
    Func<IRunView, Func<DatasetDefinition, CancellationToken, Dataset>> loader, CancellationToken cancellation)
{
    private readonly Dictionary<string, SweepOutcome> _outcomes = new(StringComparer.Ordinal);
    private bool _begun;

    /// <summary>Executes the runs; the outcomes are in the given order.</summary>
    /// <param name="selected">The runs, which <see cref="HalvingObstacle"/> has let pass.</param>
    public IReadOnlyList<SweepOutcome> Execute(IReadOnlyList<SelectedRun> selected)
    {
        // The specs of the last rung's runs are those of the first one's, whatever is edited meanwhile.
        runs.Freeze(selected.Select(run => run.Spec));
        IReadOnlyList<HalvingCandidate> left = HalvingCandidate.Of(selected);
        int epochs = selected.Count == 0 ? 0 : selected[0].Spec.Epochs;
        IReadOnlyList<HalvingStep> steps = HalvingLadder.Of(left.Count, epochs, halving);
        List<HalvingRung> rungs = [.. Before(left, steps)];
        for (int i = 0; i < steps.Count && left.Count > 0; i++)
        {
            bool before = i < rungs.Count;
            if (!before && !TryDecide(selected, left, steps, i, rungs))
            {
                return [.. selected.Select(run => _outcomes.GetValueOrDefault(run.Spec.Name) ?? new SweepOutcome(runs.Stored(run.Spec), run.Named))];
            }

            if (!before)
            {
                Store(epochs, rungs);
            }

            display.Note(HalvingText.Decided(i + 1, steps.Count, rungs[i], before));
            Halt(rungs[i], left);
            left = HalvingHistory.GoOn(rungs[i], left);
        }

        Sweep(selected, left, stopAfter: null, selected.Count == 0 ? "" : $"to the end, {RowText.Of(selected[0].Spec, epochs)}");
        if (rungs.Count > 0)
        {
            display.Note($"decisions: {file.Relative}");
        }

        return [.. selected.Select(run => _outcomes[run.Spec.Name])];
    }

    private IReadOnlyList<HalvingRung> Before(IReadOnlyList<HalvingCandidate> candidates, IReadOnlyList<HalvingStep> steps)
    {
        if (options.Execution.Force)
        {
            file.Remove();
            return [];
        }

        HalvingRecord? record = file.Read(out string? fault);
        IReadOnlyList<HalvingRung> rungs = record is null ? [] : HalvingHistory.Reliable(record, candidates, steps, runs);
        if (record is not null && rungs.Count < record.Rungs.Count)
        {
            fault = FormattableString.Invariant(
                $"{file.Relative}: rung {rungs.Count + 1} does not agree with its figures, or with those stored now; it is decided again");
        }

        if (fault is not null)
        {
            display.Note(fault);
        }

        return rungs;
    }

    private bool TryDecide(
        IReadOnlyList<SelectedRun> selected, IReadOnlyList<HalvingCandidate> left, IReadOnlyList<HalvingStep> steps, int i, List<HalvingRung> rungs)
    {
        HalvingStep step = steps[i];
        Sweep(selected, left, step.Epoch, HalvingText.Begin(i + 1, steps.Count, step, left.Count, selected[0].Spec));
        Dictionary<string, HalvingFigure?> figures = left.SelectMany(candidate => candidate.Runs).ToDictionary(
            run => run.Spec.Name, run => HalvingRule.FigureOf(_outcomes[run.Spec.Name].Result, step.Epoch), StringComparer.Ordinal);
        string[] missing = [.. figures.Where(run => run.Value is null).Select(run => run.Key).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            display.Note(HalvingText.Undecided(i + 1, steps.Count, missing));
            return false;
        }

        rungs.Add(HalvingRule.Decide(step, left.Select(candidate =>
            (candidate.Name, (IReadOnlyList<HalvingFigure>)[.. candidate.Runs.Select(run => figures[run.Spec.Name]!)]))));
        return true;
    }

    private void Store(int epochs, List<HalvingRung> rungs) => file.Write(new HalvingRecord
    {
        Engine = options.Engine.Version, ReductionFactor = halving.Factor, MinResource = halving.MinResource, Epochs = epochs, Rungs = rungs,
    });

    /// <summary>What becomes of those that do not go on, if the rung was decided before.</summary>
    private void Halt(HalvingRung rung, IReadOnlyList<HalvingCandidate> left)
    {
        Dictionary<string, HalvingFigure> figures =
            rung.Candidates.Where(place => !place.GoesOn).SelectMany(place => place.Runs).ToDictionary(run => run.Name, StringComparer.Ordinal);
        foreach (SelectedRun run in left.SelectMany(candidate => candidate.Runs).Where(run => figures.ContainsKey(run.Spec.Name)))
        {
            if (!_outcomes.ContainsKey(run.Spec.Name))
            {
                _outcomes[run.Spec.Name] = new SweepOutcome(Stored(run.Spec, figures[run.Spec.Name]), run.Named);
            }
        }
    }

    /// <summary>A run that was left at a rung, as it is stored. Nobody needs its result any more, so it may be gone.</summary>
    private RunResult Stored(RunSpec spec, HalvingFigure figure)
    {
        RunResult stored = runs.Stored(spec);
        return stored.Status is not null ? stored
            : stored with { Status = figure.Error is null ? RunStatus.Halted : RunStatus.Failed, Error = figure.Error };
    }

    private void Sweep(IReadOnlyList<SelectedRun> selected, IReadOnlyList<HalvingCandidate> left, int? stopAfter, string what)
    {
        HashSet<string> names = [.. left.SelectMany(candidate => candidate.Runs).Select(run => run.Spec.Name)];
        if (names.Count == 0)
        {
            return;
        }

        SelectedRun[] chosen = [.. selected.Where(run => names.Contains(run.Spec.Name))];
        SweepSplit split = display.Split([.. chosen.Select(run => run.Spec)]);
        IReadOnlyList<SelectedRun> ordered = SweepOrder.Of(chosen, split.Jobs);
        Dictionary<string, int> places = selected.Index().ToDictionary(run => run.Item.Spec.Name, run => run.Index, StringComparer.Ordinal);
        RungView view = new(display.View, [.. ordered.Select(run => places[run.Spec.Name])], fault =>
        {
            if (!_begun || fault is not null)
            {
                display.View.Begin(options.Execution.Force ? null : selected.Count(run => runs.Stored(run.Spec).Status == RunStatus.Cached), fault);
            }

            display.Note($"{what}; {split}");
        });
        SweepOptions rung = options with
        {
            Jobs = split.Jobs,

            // What is repeated is begun anew at the first rung alone.
            Execution = options.Execution with { Threads = split.Threads, StopAfter = stopAfter, Force = options.Execution.Force && !_begun },
        };
        foreach (SweepOutcome outcome in new Sweep(runs, rung, view, loader, cancellation).Execute(ordered))
        {
            _outcomes[outcome.Result.Spec.Name] = outcome;
        }

        _begun = true;
    }
}
