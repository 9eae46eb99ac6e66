using MnistLstm.Training.Loop;
using System.Globalization;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A row of a results table: a run, or several that differ in nothing but the seed.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="Runs">The runs, at least one; <see cref="SeedGroups"/> sees to it that their figures may be averaged.</param>
internal sealed record ResultRow(string Name, IReadOnlyList<RunFigures> Runs)
{
    /// <summary>The row of a single run.</summary>
    public ResultRow(RunFigures run) : this(run.Spec.Name, [run])
    {
    }

    /// <summary>The run's spec; for several, what all but the seed is to be read from.</summary>
    public RunSpec Spec => Runs[0].Spec;

    /// <summary>The keys that tell it from the other rows of its family, in its name's order; the seed only where the row is of one.</summary>
    public IReadOnlyList<string> VariedKeys { get; } = [.. RunName.VariedKeys(Runs[0].Spec).Where(key => key != SeedGroups.Seed || Runs.Count == 1)];

    /// <summary>The version of the engine that all its runs were trained with.</summary>
    public string Engine => Runs[0].Result.Engine;

    /// <summary>True when it is the exact engine.</summary>
    public bool IsExact => Runs[0].IsExact;

    /// <summary>The published final figure of the test samples: the accuracy, a fraction, or the RMSE where numbers are predicted.</summary>
    public double? Published => Runs[0].Published;

    /// <summary>The same as it stands in a column: <c>98.07</c>, or <c>0.0413</c>.</summary>
    public string PublishedText => Published is not { } value ? "-" : PredictsNumbers ? Figures.Loss(value) : Figures.Percent(value);

    /// <summary>What its runs came to less the published figure: in percentage points, or in the targets' unit.</summary>
    public string PublishedDifference =>
        Published is not { } value || (PredictsNumbers ? Error(validation: false, errors => errors.Rmse) : Test).Mean is not { } own ? "-"
            : PredictsNumbers ? Figures.Difference(own - value) : Figures.Points(own - value);

    /// <summary>The final test accuracies.</summary>
    public MeanFigure Test { get; } = new([.. Runs.Select(run => run.TestAccuracy).OfType<double>()], Runs.Count, Figures.Percent);

    /// <summary>The final accuracies on the held-out samples.</summary>
    public MeanFigure Validation { get; } = new([.. Runs.Select(run => run.ValidationAccuracy).OfType<double>()], Runs.Count, Figures.Percent);

    /// <summary>An error of predicted numbers at the end.</summary>
    /// <param name="validation">On the held-out samples; else on the test samples.</param>
    /// <param name="error">Which.</param>
    public MeanFigure Error(bool validation, Func<ErrorFigures, double?> error) => new(
        [.. Runs.Select(run => validation ? run.ValidationErrors : run.Last?.TestErrors).OfType<ErrorFigures>().Select(error).OfType<double>()],
        Runs.Count, Figures.Loss);

    /// <summary>Whether numbers are predicted, not classes.</summary>
    public bool PredictsNumbers => Spec.PredictsNumbers;

    /// <summary>Whether samples are held out to choose by.</summary>
    public bool Validates => Spec.ValidationSamples > 0;

    /// <summary>What rows are ranked by: the mean accuracy, or where numbers are predicted the mean RMSE, on the held-out samples and never that on the test
    /// samples where some are held out; null when there is none, and of runs that were halted before their end.</summary>
    public double? Selection => HaltedAfter is not null ? null : Figure;

    /// <summary>The epochs after which its runs were halted, of one that was; null of rows without.</summary>
    public int? HaltedAfter => Runs.Max(run => run.Halted is null ? (int?)null : run.Result.Epochs.Count);

    /// <summary>What halted rows are put in order by: the greatest is the best.</summary>
    public double? HaltedRank => HaltedAfter is null ? null : PredictsNumbers ? -Figure : Figure;

    private double? Figure => PredictsNumbers ? Error(Validates, errors => errors.Rmse).Mean : Validates ? Validation.Mean : Test.Mean;

    /// <summary>The same as a rank: the greatest is the best.</summary>
    public double? Rank => PredictsNumbers ? -Selection : Selection;

    /// <summary>The mean of the training times that there are, in seconds.</summary>
    public double? TrainSeconds =>
        Runs.Select(run => run.Result.TrainSeconds).OfType<double>().DefaultIfEmpty(double.NaN).Average() is var mean && double.IsNaN(mean) ? null : mean;

    /// <summary>How the runs stand: one word where all agree, else how many of each, the worst first.</summary>
    public TableCell State
    {
        get
        {
            IGrouping<string, TableCell>[] states =
                [.. Runs.Select(run => run.State).GroupBy(state => state.Text).OrderBy(group => RankOf(group.First().Tone))];
            TableCell worst = states[0].First();
            return states.Length == 1 ? worst : new TableCell(string.Join(", ", states.Select(group => $"{Text(group.Count())} {group.Key}")), worst.Tone);
        }
    }

    private static int RankOf(Tone tone) => tone switch
    {
        Tone.Bad => 0,
        Tone.Notice => 1,
        Tone.Dim => 2,
        _ => 3,
    };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
