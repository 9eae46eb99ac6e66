using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>Published figures beside reproduced ones, below a table or a chart.</summary>
internal static class PublishedReport
{
    /// <summary>A table for each row whose page printed figures.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<ResultRow> rows)
    {
        RunDataSource data = new();
        foreach (ResultRow row in rows.Where(row => row.Spec.Reference is not null && row.Runs.All(run => run.Result.Epochs.Count > 0)))
        {
            DatasetIdentity identity = data.Identify(row.Spec.Data);
            IReadOnlyList<PublishedMetric> metrics = PublishedMetric.Of(row, identity);
            if (metrics.Count == 0)
            {
                continue;
            }

            string unit = PublishedMetric.UsesBatchMeans(row.Spec) ? "; losses as the page prints them, sums of batch means / samples" : "";
            terminal.Data();
            terminal.DataWrapped(new TextPiece($"{row.Name}: published and reproduced{unit}", Tone.Dim));
            terminal.NoteDropped(new PublishedTables(PublishedMetric.Decimals(row.Spec)).Summary(metrics).Print(terminal));
        }
    }
}
