using System.Globalization;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>The charts of experiments as one SVG picture that stands by itself, light or dark as its reader's screen is: for a README.</summary>
internal static class CurvePicture
{
    private const int Gap = 28;
    private const int Margin = 16;
    private const int HeadHeight = 48;
    private const int LegendHeight = 20;
    private const int Columns = 2;

    /// <summary>The picture: a line of charts for each experiment that is drawn.</summary>
    public static string Write(ReportContent content)
    {
        (ReportExperiment Experiment, IReadOnlyList<CurveFigure> Figures)[] drawn = [.. content.Experiments.Where(experiment => experiment.IsDrawn)
            .Select(experiment => (experiment, ExperimentFigures.Of(experiment)))];
        int[] heights = [.. drawn.Select(row => HeadHeight + SvgChart.Height + (LegendHeight * LegendRows(row.Figures)) + Gap)];
        int width = (2 * Margin) + (Columns * SvgChart.Width) + Gap;
        int height = (2 * Margin) + heights.Sum() - Gap;
        HtmlWriter svg = new();
        svg.Open(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "chart"), ("viewBox", $"0 0 {Text(width)} {Text(height)}"), ("width", Text(width)),
                ("height", Text(height)), ("role", "img"),
            ("aria-label", string.Join(" ", drawn.SelectMany(row => row.Figures.Select(figure => $"{row.Experiment.Name}: {figure.Words()}"))))).Line();
        svg.Open("style").Own("\n" + PageParts.ChartStyle + ".chart .name{font-weight:600;font-size:15px;fill:var(--ink)}\n.chart .said{fill:var(--ink)}\n")
            .CloseLine();
        svg.Shape("rect", ("width", "100%"), ("height", "100%"), ("rx", "8"), ("fill", "var(--paper)")).Line();
        int top = Margin;
        foreach ((ReportExperiment experiment, IReadOnlyList<CurveFigure> figures) in drawn)
        {
            svg.Element("text", Title(experiment.Name, experiment.Best), ("class", "name"), ("x", Text(Margin)), ("y", Text(top + 16))).Line();
            foreach ((int index, CurveFigure figure) in figures.Index())
            {
                svg.Open("g", ("transform", $"translate({Text(Margin + (index * (SvgChart.Width + Gap)))} {Text(top)})")).Line();
                svg.Element("text", figure.Title, ("class", "said"), ("x", "0"), ("y", Text(38)));
                svg.Open("g", ("transform", $"translate(0 {Text(HeadHeight)})"));
                SvgChart.Draw(svg, figure);
                svg.CloseLine();
                Legend(svg, figure);
                svg.CloseLine();
            }

            top += heights[Array.FindIndex(drawn, row => ReferenceEquals(row.Experiment, experiment))];
        }

        return svg.CloseLine().ToString();
    }

    private static string Title(string name, ResultRow row)
    {
        string unit = row.PredictsNumbers ? "" : " %";
        string own = row.PredictsNumbers ? $"RMSE {row.Error(validation: false, errors => errors.Rmse)}" : row.Test + unit;
        return $"{name}: test {own}" + (row.Published is null ? "" : $", published {row.PublishedText}{unit}");
    }

    private static void Legend(HtmlWriter svg, CurveFigure figure)
    {
        foreach ((int index, CurveLine line) in figure.Lines.Index())
        {
            (int x, int y) = (4 + (index % Columns * (SvgChart.Width / Columns)), HeadHeight + SvgChart.Height + 6 + (index / Columns * LegendHeight));
            svg.Open("g", ("transform", $"translate({Text(x)} {Text(y)})"));
            SvgChart.Sample(svg, line);
            svg.Element("text", $"{line.Label} {(line.Last is { } last ? figure.Number(last.Value) : "-")}", ("class", "said"), ("x", "42"), ("y", "10"));
            svg.CloseLine();
        }
    }

    private static int LegendRows(IReadOnlyList<CurveFigure> figures) => (figures.Max(figure => figure.Lines.Count) + Columns - 1) / Columns;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
