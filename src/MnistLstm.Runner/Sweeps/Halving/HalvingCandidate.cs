using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>What goes on or is halted as one: a run, or the runs that differ in nothing but the seed, which are judged by their mean.</summary>
/// <param name="Name">The run's name; of several without the seed.</param>
/// <param name="Runs">Its runs, by name.</param>
internal sealed record HalvingCandidate(string Name, IReadOnlyList<SelectedRun> Runs)
{
    /// <summary>The candidates of a sweep, by name.</summary>
    public static IReadOnlyList<HalvingCandidate> Of(IReadOnlyList<SelectedRun> selected) =>
    [
        .. selected.GroupBy(run => run.Spec, SeedlessComparer.Instance)
            .Select(group => (SelectedRun[])[.. group.OrderBy(run => run.Spec.Name, StringComparer.Ordinal)])
            .Select(runs => new HalvingCandidate(runs.Length == 1 ? runs[0].Spec.Name : Seedless.NameOf(runs[0].Spec), runs))
            .OrderBy(candidate => candidate.Name, StringComparer.Ordinal),
    ];
}
