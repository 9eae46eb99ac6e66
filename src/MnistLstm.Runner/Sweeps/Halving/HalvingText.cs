using System.Globalization;
using MnistLstm.Runner.Results;
using MnistLstm.Training;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>What is said of rungs.</summary>
internal static class HalvingText
{
    private const int MostNames = 6;

    /// <summary><c>halving: 9 to epoch 1, 3 to epoch 3, 1 to epoch 9</c>; where runs count steps, by these.</summary>
    public static string Plan(IReadOnlyList<HalvingStep> steps, int candidates, RunSpec spec)
    {
        IEnumerable<string> parts = steps.Select(step => Part(step.Candidates, spec, step.Epoch))
            .Append(Part(steps.Count == 0 ? candidates : steps[^1].GoOn, spec, spec.Epochs));
        return "halving: " + string.Join(", ", parts);
    }

    /// <summary><c>rung 1 of 2, epoch 1: the best 3 of 9 go on</c>.</summary>
    public static string Begin(int rung, int rungs, HalvingStep step, int candidates, RunSpec spec) => string.Create(CultureInfo.InvariantCulture,
        $"rung {rung} of {rungs}, {RowText.Of(spec, step.Epoch)}: the best {Math.Min(step.GoOn, candidates)} of {candidates} "
            + $"{Go(Math.Min(step.GoOn, candidates))} on");

    /// <summary><c>rung 1 of 2: 3 of 9 go on: a, b, c</c>.</summary>
    /// <param name="rung">Which, from 1.</param>
    /// <param name="rungs">How many there are.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="before">Whether it was stored before.</param>
    public static string Decided(int rung, int rungs, HalvingRung decision, bool before)
    {
        string[] names = [.. decision.Candidates.Where(place => place.GoesOn).Select(place => place.Name)];
        string more = names.Length > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - MostNames} more") : "";
        string who = names.Length == 0 ? "" : $": {string.Join(", ", names.Take(MostNames))}{more}";
        return string.Create(CultureInfo.InvariantCulture,
            $"rung {rung} of {rungs}{(before ? ", decided before" : "")}: {names.Length} of {decision.Candidates.Count} {Go(names.Length)} on{who}");
    }

    /// <summary><c>rung 1 of 2 is not decided: 2 of its runs have no figures: a, b</c>.</summary>
    public static string Undecided(int rung, int rungs, IReadOnlyList<string> missing)
    {
        string more = missing.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Count - MostNames} more") : "";
        return string.Create(CultureInfo.InvariantCulture, $"rung {rung} of {rungs} is not decided: {missing.Count} of its runs "
            + $"{(missing.Count == 1 ? "has" : "have")} no figures yet: {string.Join(", ", missing.Take(MostNames))}{more}; the same command goes on");
    }

    private static string Part(int candidates, RunSpec spec, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{candidates} to {RowText.Of(spec, row)}");

    private static string Go(int count) => count == 1 ? "goes" : "go";
}
