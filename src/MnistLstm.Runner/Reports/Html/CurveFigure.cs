using System.Globalization;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>A chart over epochs: its lines, and what it says in words.</summary>
/// <param name="Title">What is drawn: <c>Accuracy</c>.</param>
/// <param name="IsAccuracy">Accuracies, fractions; else losses.</param>
/// <param name="Lines">The lines.</param>
internal sealed record CurveFigure(string Title, bool IsAccuracy, IReadOnlyList<CurveLine> Lines)
{
    /// <summary>Decimals of a loss; a page's unit may be a small one.</summary>
    public int Decimals { get; init; } = 4;

    /// <summary>What is counted from left to right.</summary>
    public RowAxis Axis { get; init; } = RowAxis.Epochs;

    /// <summary>The axis of the values.</summary>
    public AxisScale Scale() => Lines.SelectMany(line => line.Known).ToArray() is var known && IsAccuracy ? AxisScale.OfAccuracy(known)
        : AxisScale.OfLoss(known);

    /// <summary>The last epoch of all lines.</summary>
    public int Epochs => Lines.Max(line => line.Values.Count);

    /// <summary>A value as it is written in the chart's words.</summary>
    public string Number(double value) => IsAccuracy ? Figures.Percent(value) + " %"
        : Math.Abs(value) is < 0.001 and > 0 && Decimals <= 4 ? Figures.Loss(value)
            : value.ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>What the chart says, for who does not see it: where each line begins, ends and is best.</summary>
    public string Words() => $"{Title} by {Axis.Word}, {Text(Axis.Number(1))} to {Text(Axis.Number(Epochs))}. " + string.Join(" ", Lines.Select(Sentence));

    private string Sentence(CurveLine line)
    {
        (int Epoch, double Value)[] points = [.. line.Values.Index().Where(point => point.Item is not null)
            .Select(point => (point.Index + 1, point.Item!.Value))];
        if (points.Length == 0)
        {
            return $"{line.Label}: no values.";
        }

        string seeds = line.Seeds > 1 ? $" (mean of {Text(line.Seeds)} seeds)" : "";
        if (points.Length == 1)
        {
            return $"{line.Label}{seeds}: {Number(points[0].Value)} {In(points[0].Epoch)}.";
        }

        (int Epoch, double Value) best = IsAccuracy ? points.MaxBy(point => point.Value) : points.MinBy(point => point.Value);
        string bestWords = best.Epoch == points[^1].Epoch ? ", its best" : $", best {Number(best.Value)} {In(best.Epoch)}";
        string At((int Epoch, double Value) point) => $"{Number(point.Value)} {In(point.Epoch)}";
        return $"{line.Label}{seeds}: from {At(points[0])} to {At(points[^1])}{bestWords}.";
    }

    private string In(int row) => $"{(Axis.Word == RowAxis.Epochs.Word ? "in" : "at")} {Axis.Word} {Text(Axis.Number(row))}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
