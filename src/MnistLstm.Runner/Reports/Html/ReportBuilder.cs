using System.Globalization;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>Puts together what a page shows.</summary>
internal static class ReportBuilder
{
    /// <summary>More curves than these make a page that nobody looks through, so the others are named and not drawn.</summary>
    public const int MostDrawn = 40;

    /// <summary>Evaluating a model takes up to a second, so this many are.</summary>
    public const int MostEvaluated = 12;

    private const int MostNotes = 20;

    /// <summary>The content of a page.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="catalog">All runs there are.</param>
    /// <param name="evaluate">Gives what a run's stored model makes of the test images; null where that is not wanted.</param>
    /// <param name="progress">How far a sweep that is under way has come; null when nothing is under way.</param>
    public static ReportContent Build(IReadOnlyList<RunFigures> runs, IReadOnlyList<RunSpec> catalog, Func<RunSpec, ReportEvaluation>? evaluate,
        string? progress = null)
    {
        // Where there is no result here, the accepted epochs are as good: they are what a result would be held against.
        RunFigures[] shown = [.. runs.OrderBy(run => run.Spec.Name, StringComparer.Ordinal)
            .Select(run => run.IsVerifiedOnly && run.Accepted.Count > 0 ? run with { Result = run.Result with { Epochs = run.Accepted } } : run)];
        SeedGroups groups = SeedGroups.Of(shown);
        RunDataSource data = new();
        ReportExperiment[] experiments =
        [
            .. groups.Rows.GroupBy(row => row.Spec.Experiment, StringComparer.Ordinal)
                .Select(group => new ReportExperiment(group.Key, ResultTables.BestFirst([.. group]), data.Identify(group.First().Spec.Data))),
        ];
        ReportExperiment[] ordered =
        [
            .. OverviewTable.Order(experiments).OrderBy(experiment => experiment.Best.Spec.Reference is null || !experiment.HasEpochs),
        ];
        int drawn = 0;
        int evaluated = 0;
        for (int i = 0; i < ordered.Length; i++)
        {
            bool draws = ordered[i].HasEpochs && drawn < MostDrawn;
            drawn += draws ? 1 : 0;
            bool evaluates = draws && evaluate is not null && evaluated < MostEvaluated;
            evaluated += evaluates ? 1 : 0;
            ordered[i] = ordered[i] with { IsDrawn = draws, Evaluation = evaluates ? Evaluate(ordered[i].Best, evaluate!) : null };
        }

        return new ReportContent
        {
            Experiments = ordered,
            Notes = Notes(groups, shown),
            Words = runs.Count == catalog.Count ? "experiments/" : string.Join(' ', WordsOf(runs, catalog).Select(ShellText.Quote)),
            Progress = progress,
        };
    }

    private static ReportEvaluation Evaluate(ResultRow row, Func<RunSpec, ReportEvaluation> evaluate)
    {
        RunFigures run = row.Runs[0];
        return !run.IsExact ? ReportEvaluation.None(run.Spec, $"{run.Result.Engine} keeps no weights that can be evaluated here.")
            : run.IsComplete ? evaluate(run.Spec)
            : ReportEvaluation.None(run.Spec,
                "The trained weights were missing where this page was made:", $"dotnet run -- run {ShellText.Quote(run.Spec.Name)}");
    }

    /// <summary>An experiment is one word where all its runs are there.</summary>
    private static IEnumerable<string> WordsOf(IReadOnlyList<RunFigures> runs, IReadOnlyList<RunSpec> catalog)
    {
        Dictionary<string, int> counts = catalog.CountBy(spec => spec.Experiment, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return runs.GroupBy(run => run.Spec.Experiment, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(IEnumerable<string> (group) => group.Count() == counts.GetValueOrDefault(group.Key) ? [group.Key] : group.Select(run => run.Spec.Name)
                .Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Notes(SeedGroups groups, RunFigures[] runs)
    {
        string[] notes =
        [
            .. groups.Notes,
            .. runs.SelectMany(run => run.Result.Notes.Select(note => note.StartsWith(run.Spec.Name, StringComparison.Ordinal) ? note
                : $"{run.Spec.Name}: {note}")),
            .. runs.Where(run => run.Result.Status is RunStatus.Failed).Select(run => $"{run.Spec.Name} failed: {run.Result.Error?.Split('\n')[0]}"),
        ];
        string[] first = [.. notes.Distinct(StringComparer.Ordinal).Take(MostNotes).Select(MachinePaths.Hide)];
        return notes.Length <= MostNotes ? first
            : [.. first, string.Create(CultureInfo.InvariantCulture, $"… and {notes.Length - MostNotes} more: dotnet run -- compare")];
    }
}
