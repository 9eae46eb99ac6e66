using System.Globalization;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>A chart of the page with its heading, its legend and the last figures.</summary>
internal static class FigureWriter
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, CurveFigure figure)
    {
        html.Open("figure").Line();
        html.Open("figcaption").Element("strong", figure.Title);
        int[] seeds = [.. figure.Lines.Where(line => line.Seeds > 1).Select(line => line.Seeds).Distinct()];
        string means = seeds.Length == 0 ? "" : seeds.Length == 1 ? $"Means of {Text(seeds[0])} seeds" : "Means of the seeds";
        string bands = seeds.Length == 0 ? "" : figure.Lines.Any(line => line.Low is not null) ? "; bands are from the least to the greatest." : ".";
        html.Text($" {string.Join(' ', new[] { figure.Scale().Note, means + bands }.Where(text => !string.IsNullOrEmpty(text)))}".TrimEnd());

        html.CloseLine();
        SvgChart.Write(html, figure);
        html.Line().Open("ul", ("class", "legend")).Line();
        foreach (CurveLine line in figure.Lines)
        {
            html.Open("li").Open("svg", ("viewBox", "0 0 34 12"), ("aria-hidden", "true"));
            SvgChart.Sample(html, line);
            html.Close().Open("span").Text(line.Label + " ");
            html.Element("b", line.Last is { } last ? figure.Number(last.Value) : "-");
            html.Close().CloseLine();
        }

        html.CloseLine().CloseLine();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
