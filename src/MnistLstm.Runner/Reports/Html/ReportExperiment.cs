using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Results;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>An experiment with its rows: one, or those of a family.</summary>
/// <param name="Name">The experiment's name.</param>
/// <param name="Rows">Its rows, the best first; seeds are together.</param>
/// <param name="Data">The size and the content of its data set, as far as that is known without reading it.</param>
internal sealed record ReportExperiment(string Name, IReadOnlyList<ResultRow> Rows, DatasetIdentity Data)
{
    /// <summary>The row that stands for the experiment: the best one.</summary>
    public ResultRow Best => Rows[0];

    /// <summary>All runs of all rows.</summary>
    public ResultRow Together { get; } = new(Name, [.. Rows.SelectMany(row => row.Runs)]);

    /// <summary>Whether any run has an epoch to draw.</summary>
    public bool HasEpochs => Together.Runs.Any(run => run.Result.Epochs.Count > 0);

    /// <summary>Whether its curves are drawn, and not only its rows shown.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>What its best model makes of the test images; null where nobody asked.</summary>
    public ReportEvaluation? Evaluation { get; init; }

    /// <summary>The anchor of its section.</summary>
    public string Anchor => "of-" + Name;

    /// <summary>Whether it has a section of its own: its curves, or the rows of a family.</summary>
    public bool HasSection => IsDrawn || Rows.Count > 1;
}
