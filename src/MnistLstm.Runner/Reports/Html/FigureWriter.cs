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
        if (figure.Scale().Note is { } note)
        {
            html.Text(" " + note);
        }

        html.CloseLine();
        SvgChart.Write(html, figure);
        html.Line().Open("ul", ("class", "legend")).Line();
        foreach (CurveLine line in figure.Lines)
        {
            html.Open("li").Open("svg", ("viewBox", "0 0 34 12"), ("aria-hidden", "true"));
            SvgChart.Sample(html, line);
            html.Close().Open("span").Text(line.Label + " ");
            html.Element("b", line.Last is { } last ? figure.Number(last.Value) : "-");
            if (line.Seeds > 1)
            {
                html.Text(string.Create(CultureInfo.InvariantCulture, $", mean of {line.Seeds} seeds{(line.Low is null ? "" : "; the band is from the least to the greatest")}"));
            }

            html.Close().CloseLine();
        }

        html.CloseLine().CloseLine();
    }
}
