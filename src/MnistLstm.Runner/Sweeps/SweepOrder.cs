using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Sweeps;

/// <summary>Which run of a sweep goes first.</summary>
internal static class SweepOrder
{
    /// <summary>One at a time: the cheapest first, so that there is soon something to see. Several at a time: the longest first, so that they end
    /// together.</summary>
    public static IReadOnlyList<SelectedRun> Of(IReadOnlyList<SelectedRun> selected, int jobs)
    {
        (SelectedRun Run, double Work)[] costs = [.. selected.Select(run => (run, Work(run.Spec)))];
        return [.. costs.OrderBy(cost => jobs == 1 ? cost.Work : -cost.Work).ThenBy(cost => cost.Run.Spec.Name, StringComparer.Ordinal)
            .Select(cost => cost.Run)];
    }

    /// <summary>What a run costs, in floating-point operations.</summary>
    public static double Work(RunSpec spec)
    {
        DatasetDefinition set = spec.Data;
        return WorkEstimate.Flops(spec, new DatasetIdentity(set.Fingerprint, set.TrainCount, set.TestCount));
    }
}
