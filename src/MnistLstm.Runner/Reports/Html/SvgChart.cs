using System.Globalization;
using System.Text;
using MnistLstm.Runner.Results;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>
/// Draws a chart over epochs as SVG: a band from the least to the greatest seed, published figures as hollow marks on a thin line, ours as
/// lines. Each has its colour and its dash pattern from the style sheet, by its class.
/// </summary>
internal static class SvgChart
{
    /// <summary>The width of a chart, in units of the drawing.</summary>
    public const int Width = 420;

    /// <summary>The height of a chart.</summary>
    public const int Height = 250;

    private const int Left = 52;
    private const int Right = 12;
    private const int Top = 10;
    private const int Bottom = 30;

    // More points than this stand closer than a screen can show.
    private const int MostPoints = 500;
    private const int MostMarks = 40;

    /// <summary>The chart as an element of the page, with its words for who does not see it.</summary>
    public static void Write(HtmlWriter html, CurveFigure figure)
    {
        html.Open("svg", ("class", "chart"), ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", figure.Words()));
        Draw(html, figure);
        html.Close();
    }

    /// <summary>The chart's content, within an <c>svg</c> or a <c>g</c>.</summary>
    public static void Draw(HtmlWriter html, CurveFigure figure)
    {
        AxisScale scale = figure.Scale();
        Func<double, double> across = Across(figure.Epochs);
        double Down(double value) => Height - Bottom - (scale.Place(value) * (Height - Top - Bottom));
        foreach ((double value, string text) in scale.Ticks)
        {
            html.Shape("line", ("class", "grid"), ("x1", Text(Left)), ("x2", Text(Width - Right)), ("y1", Text(Down(value))), ("y2", Text(Down(value))));
            html.Element("text", text, ("class", "tick"), ("x", Text(Left - 6)), ("y", Text(Down(value) + 4)), ("text-anchor", "end"));
        }

        html.Shape("line", ("class", "axis"), ("x1", Text(Left)), ("x2", Text(Width - Right)), ("y1", Text(Height - Bottom)), ("y2", Text(Height - Bottom)));
        html.Element("text", figure.Axis.Word, ("class", "tick"), ("x", Text(Left - 6)), ("y", Text(Height - Bottom + 17)), ("text-anchor", "end"));
        foreach (int epoch in EpochTicks(figure.Epochs))
        {
            html.Shape("line", ("class", "axis"), ("x1", Text(across(epoch))), ("x2", Text(across(epoch))), ("y1", Text(Height - Bottom)),
                ("y2", Text(Height - Bottom + 4)));
            html.Element(
                "text", figure.Axis.Number(epoch).ToString(CultureInfo.InvariantCulture), ("class", "tick"), ("x", Text(across(epoch))),
                    ("y", Text(Height - Bottom + 17)),
                    ("text-anchor", "middle"));
        }

        foreach (CurveLine line in figure.Lines.Where(line => line is { Low: not null, High: not null }))
        {
            html.Shape("path", ("class", "band " + line.Style), ("d", Band(line, across, Down)));
        }

        // Published marks lie over our lines, or a line that runs along them would hide them.
        foreach (CurveLine line in figure.Lines.OrderBy(line => line.Published))
        {
            html.Shape("path", ("class", (line.Published ? "thin " : "line ") + line.Style), ("d", Path(line.Values, across, Down)));
            Marks(html, line, across, Down);
        }

        html.Line();
    }

    /// <summary>What the legend shows of a line, in a drawing of 34 by 12.</summary>
    public static void Sample(HtmlWriter html, CurveLine line)
    {
        if (line.Low is not null)
        {
            html.Shape("path", ("class", "band " + line.Style), ("d", "M1 1H33V11H1Z"));
        }

        html.Shape("path", ("class", (line.Published ? "thin " : "line ") + line.Style), ("d", "M1 6H33"));
        if (line.Published)
        {
            Mark(html, line, 17, 6);
        }
    }

    private static Func<double, double> Across(int epochs) =>
        epoch => epochs == 1 ? (Left + Width - Right) / 2.0 : Left + 8 + ((epoch - 1) / (epochs - 1) * (Width - Left - Right - 16));

    private static IEnumerable<int> EpochTicks(int epochs)
    {
        int[] steps = [1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500];
        int step = Array.Find(steps, s => epochs / s <= 6);
        return step <= 1 ? Enumerable.Range(1, epochs) : Enumerable.Range(0, (epochs / step) + 1).Select(i => Math.Max(1, i * step));
    }

    private static IEnumerable<int> Shown(int count, int most)
    {
        int stride = (count + most - 1) / most;
        return Enumerable.Range(0, count).Where(i => i % stride == 0 || i == count - 1);
    }

    private static string Path(IReadOnlyList<double?> values, Func<double, double> across, Func<double, double> down)
    {
        StringBuilder path = new();
        bool pen = false;
        foreach (int i in Shown(values.Count, MostPoints))
        {
            if (values[i] is not { } value)
            {
                pen = false;
                continue;
            }

            path.Append(pen ? 'L' : 'M').Append(Text(across(i + 1))).Append(' ').Append(Text(down(value)));
            pen = true;
        }

        return path.Length == 0 ? "M0 0" : path.ToString();
    }

    private static string Band(CurveLine line, Func<double, double> across, Func<double, double> down)
    {
        int[] known = [.. Shown(line.Low!.Count, MostPoints).Where(i => line.Low[i] is not null && line.High![i] is not null)];
        if (known.Length == 0)
        {
            return "M0 0";
        }

        IEnumerable<string> upper = known.Select(i => $"{Text(across(i + 1))} {Text(down(line.High![i]!.Value))}");
        IEnumerable<string> lower = known.Reverse().Select(i => $"{Text(across(i + 1))} {Text(down(line.Low[i]!.Value))}");
        return "M" + string.Join('L', upper.Concat(lower)) + "Z";
    }

    private static void Marks(HtmlWriter html, CurveLine line, Func<double, double> across, Func<double, double> down)
    {
        int[] known = [.. Enumerable.Range(0, line.Values.Count).Where(i => line.Values[i] is not null)];

        // A line of one point would not be seen.
        foreach (int i in line.Published ? Shown(known.Length, MostMarks).Select(at => known[at]) : known.Length == 1 ? known : [])
        {
            Mark(html, line, across(i + 1), down(line.Values[i]!.Value));
        }
    }

    /// <summary>Round for the test part, square for the others, so that they are told without colour too.</summary>
    private static void Mark(HtmlWriter html, CurveLine line, double x, double y)
    {
        string style = (line.Published ? "mark " : "point ") + line.Style;
        if (line.Style == "train")
        {
            html.Shape("rect", ("class", style), ("x", Text(x - 2.4)), ("y", Text(y - 2.4)), ("width", "4.8"), ("height", "4.8"));
        }
        else
        {
            html.Shape("circle", ("class", style), ("cx", Text(x)), ("cy", Text(y)), ("r", line.Published ? "2.7" : "3.5"));
        }
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
