using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Stored;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>What was decided before, as far as it can be relied on.</summary>
internal static class HalvingHistory
{
    /// <summary>
    /// The stored rungs up to the first that is not what these runs come to: its candidates are others, its order does not follow from its figures, or a stored
    /// result has other figures by now. Results that are gone are not missed.
    /// </summary>
    /// <param name="record">What is stored.</param>
    /// <param name="candidates">The candidates of the sweep, by name.</param>
    /// <param name="steps">Its rungs.</param>
    /// <param name="runs">Gives stored results.</param>
    public static IReadOnlyList<HalvingRung> Reliable(
        HalvingRecord record, IReadOnlyList<HalvingCandidate> candidates, IReadOnlyList<HalvingStep> steps, IRunService runs)
    {
        List<HalvingRung> reliable = [];
        IReadOnlyList<HalvingCandidate> left = candidates;
        foreach ((HalvingStep step, HalvingRung rung) in steps.Zip(record.Rungs))
        {
            if (record.Schema != HalvingRecord.CurrentSchema || !Follows(step, rung, left) || !Agrees(rung, left, runs))
            {
                break;
            }

            reliable.Add(rung);
            left = GoOn(rung, left);
        }

        return reliable;
    }

    /// <summary>The candidates that go on from a rung, by name.</summary>
    public static IReadOnlyList<HalvingCandidate> GoOn(HalvingRung rung, IReadOnlyList<HalvingCandidate> candidates)
    {
        HashSet<string> names = [.. rung.Candidates.Where(place => place.GoesOn).Select(place => place.Name)];
        return [.. candidates.Where(candidate => names.Contains(candidate.Name))];
    }

    private static bool Follows(HalvingStep step, HalvingRung rung, IReadOnlyList<HalvingCandidate> left)
    {
        Dictionary<string, HalvingPlace> places = [];
        if (rung.Epoch != step.Epoch || !rung.Candidates.All(place => places.TryAdd(place.Name, place)) || places.Count != left.Count
            || !left.All(candidate => places.TryGetValue(candidate.Name, out HalvingPlace? place)
                && place.Runs.Select(run => run.Name).SequenceEqual(candidate.Runs.Select(run => run.Spec.Name))
                && place.Runs.All(run => run.Error is not null || run.ValidationLoss is not null)))
        {
            return false;
        }

        HalvingRung again = HalvingRule.Decide(step, left.Select(candidate => (candidate.Name, places[candidate.Name].Runs)));
        return again.Candidates.Select(Decision).SequenceEqual(rung.Candidates.Select(Decision));
    }

    private static (string Name, bool GoesOn, double? Accuracy, double? Rmse, double? Loss) Decision(HalvingPlace place) =>
        (place.Name, place.GoesOn, place.ValidationAccuracy, place.ValidationRmse, place.ValidationLoss);

    private static bool Agrees(HalvingRung rung, IReadOnlyList<HalvingCandidate> left, IRunService runs)
    {
        Dictionary<string, HalvingFigure> figures = rung.Candidates.SelectMany(place => place.Runs).ToDictionary(run => run.Name, StringComparer.Ordinal);
        foreach (RunResult stored in left.SelectMany(candidate => candidate.Runs).Select(run => runs.Stored(run.Spec)))
        {
            HalvingFigure figure = figures[stored.Spec.Name];
            if (figure.Fingerprint != stored.Fingerprint || (HalvingRule.FigureOf(stored, rung.Epoch) is { } now && now != figure))
            {
                return false;
            }
        }

        return true;
    }
}
