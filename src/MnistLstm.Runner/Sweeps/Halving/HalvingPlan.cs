using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>What a halved sweep would do with its runs, as far as that can be known before anything is trained.</summary>
internal static class HalvingPlan
{
    /// <summary>What becomes of each run, in words, by its name.</summary>
    /// <param name="runs">Gives what is stored.</param>
    /// <param name="selected">The runs.</param>
    /// <param name="halving">How the sweep is halved.</param>
    /// <param name="file">What was decided before.</param>
    /// <param name="force">Whether all begins anew.</param>
    public static IReadOnlyDictionary<string, string> Of(
        IRunService runs, IReadOnlyList<SelectedRun> selected, HalvingOptions halving, HalvingFile file, bool force)
    {
        Dictionary<string, string> plans = new(StringComparer.Ordinal);
        IReadOnlyList<HalvingCandidate> left = HalvingCandidate.Of(selected);
        IReadOnlyList<HalvingStep> steps = selected.Count == 0 ? [] : HalvingLadder.Of(left.Count, selected[0].Spec.Epochs, halving);
        IReadOnlyList<HalvingRung> before = force || file.Read(out _) is not { } record ? [] : HalvingHistory.Reliable(record, left, steps, runs);
        foreach ((int i, HalvingStep step) in steps.Index())
        {
            Dictionary<string, RunResult> stored = left.SelectMany(candidate => candidate.Runs)
                .ToDictionary(run => run.Spec.Name, run => runs.Stored(run.Spec), StringComparer.Ordinal);
            HalvingRung? rung = i < before.Count ? before[i] : force ? null : Decide(step, left, stored);
            if (rung is null)
            {
                foreach ((string name, RunResult result) in stored)
                {
                    bool isThere = !force && HalvingRule.FigureOf(result, step.Epoch) is not null;
                    plans[name] = isThere && result.Status == RunStatus.Halted ? Halted(result)
                        : isThere ? runs.Plan(result, force)
                        : $"{runs.Plan(result, force)}; to {RowText.Of(result.Spec, step.Epoch)} at first";
                }

                return plans;
            }

            HashSet<string> goOn = [.. rung.Candidates.Where(place => place.GoesOn).SelectMany(place => place.Runs).Select(run => run.Name)];
            foreach (RunResult result in stored.Values.Where(result => !goOn.Contains(result.Spec.Name)))
            {
                plans[result.Spec.Name] = result.Status == RunStatus.Cached ? runs.Plan(result, force) : Halted(result);
            }

            left = HalvingHistory.GoOn(rung, left);
        }

        foreach (SelectedRun run in left.SelectMany(candidate => candidate.Runs))
        {
            plans[run.Spec.Name] = runs.Plan(runs.Stored(run.Spec), force);
        }

        return plans;
    }

    /// <summary>What a plan begins with where a run stays as it is, short of its end.</summary>
    public const string StaysHalted = "halted";

    private static string Halted(RunResult result) =>
        result.Epochs.Count == 0 ? StaysHalted : $"{StaysHalted} {RowText.Part(result.Spec, result.Epochs.Count)}";

    private static HalvingRung? Decide(HalvingStep step, IReadOnlyList<HalvingCandidate> left, Dictionary<string, RunResult> stored)
    {
        List<(string Name, IReadOnlyList<HalvingFigure> Runs)> figures = [];
        foreach (HalvingCandidate candidate in left)
        {
            HalvingFigure[] own = [.. candidate.Runs.Select(run => HalvingRule.FigureOf(stored[run.Spec.Name], step.Epoch)).OfType<HalvingFigure>()];
            if (own.Length < candidate.Runs.Count)
            {
                return null;
            }

            figures.Add((candidate.Name, own));
        }

        return HalvingRule.Decide(step, figures);
    }
}
