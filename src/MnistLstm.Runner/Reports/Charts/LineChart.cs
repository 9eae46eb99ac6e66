using System.Globalization;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>Lines over epochs, drawn with the characters of a terminal; without colour too each line can be told, by the letter at its end.</summary>
/// <param name="title">What is drawn.</param>
/// <param name="lines">The lines; bands lie lowest, dots above them, then the lines in their order.</param>
/// <param name="number">How a value is written at the axis.</param>
/// <param name="scale">What the axes span; null for what the lines need.</param>
/// <param name="axis">What is counted from left to right; null for epochs.</param>
internal sealed class LineChart(string title, IReadOnlyList<ChartLine> lines, Func<double, string> number, ChartScale? scale = null, RowAxis? axis = null)
{
    private const int Rows = 13;
    private const int MostColumns = 100;
    private const int LeastColumns = 16;
    private readonly RowAxis _axis = axis ?? RowAxis.Epochs;
    private static readonly Tone[] s_tones = [Tone.Good, Tone.Notice, Tone.Bad, Tone.Plain];

    /// <summary>The chart in a width of so many columns.</summary>
    public IReadOnlyList<TextPiece[]> Draw(int width)
    {
        if ((scale ?? ChartScale.Of(lines)) is not { } axes)
        {
            return [[title + ": no values"]];
        }

        (double low, double high, int epochs) = axes;
        string[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % 4 == 0 ? number(high - ((high - low) * row / (Rows - 1))) : "")];
        int margin = labels.Max(label => label.Length) + 2;
        int columns = Math.Clamp(width - margin - 1 - lines.Count, LeastColumns, MostColumns);
        Canvas canvas = new(Rows, columns + 1 + lines.Count);
        foreach ((int index, ChartLine line) in lines.Index().OrderBy(line => line.Item.Stroke switch { ChartStroke.Band => 0, ChartStroke.Dots => 1, _ => 2 }))
        {
            Plot(canvas, line, ToneOf(index), columns, epochs, low, high);
        }

        Letters(canvas, columns, low, high);
        List<TextPiece[]> text = [[new TextPiece($"{title} by {_axis.Word}", Tone.Dim)]];
        for (int row = 0; row < Rows; row++)
        {
            text.Add([labels[row].PadLeft(margin - 2) + (labels[row].Length > 0 ? " ┤" : " │"), .. canvas.Row(row)]);
        }

        text.AddRange(Axis(margin, columns, epochs));
        text.AddRange(lines.SelectMany((line, index) => Legend(line, index, margin, width)));
        return text;
    }

    private IEnumerable<TextPiece[]> Legend(ChartLine line, int index, int margin, int width)
    {
        string sample = Sample(line, index);
        string indent = new(' ', margin + sample.Length + 2);
        return WrappedText.Pieces(line.Label, width - indent.Length)
            .Select((piece, i) => i == 0 ? new TextPiece[] { new string(' ', margin), new(sample, ToneOf(index)), "  " + piece } : [indent + piece]);
    }

    private static void Plot(Canvas canvas, ChartLine line, Tone tone, int columns, int epochs, double low, double high)
    {
        int?[] rows = RowsOf(line.Values, columns, epochs, low, high);
        if (line.Stroke == ChartStroke.Band)
        {
            int?[] upper = RowsOf(line.Upper!, columns, epochs, low, high);
            for (int c = 0; c < columns; c++)
            {
                for (int row = upper[c] ?? 1; row <= (rows[c] ?? 0); row++)
                {
                    canvas.Put(row, c, '░', Tone.Dim);
                }
            }

            return;
        }

        for (int c = 0; c < columns; c++)
        {
            if (rows[c] is not { } here)
            {
                continue;
            }

            if (line.Stroke == ChartStroke.Dots)
            {
                if (c % 2 == 0)
                {
                    canvas.Put(here, c, '·', tone);
                }

                continue;
            }

            int next = c + 1 < columns ? rows[c + 1] ?? here : here;
            if (next == here)
            {
                canvas.Put(here, c, '─', tone);
                continue;
            }

            canvas.Put(here, c, next < here ? '╯' : '╮', tone);
            canvas.Put(next, c, next < here ? '╭' : '╰', tone);
            for (int row = Math.Min(here, next) + 1; row < Math.Max(here, next); row++)
            {
                canvas.Put(row, c, '│', tone);
            }
        }
    }

    /// <summary>Behind the end of each line its letter, where there are several.</summary>
    private void Letters(Canvas canvas, int columns, double low, double high)
    {
        (int Index, ChartLine Line)[] drawn = [.. lines.Index().Where(line => line.Item.Stroke == ChartStroke.Line)];
        foreach ((int index, ChartLine line) in drawn.Length > 1 ? drawn : [])
        {
            if (line.Values.LastOrDefault(value => value is not null) is { } last)
            {
                int row = RowOf(last, low, high);
                int column = columns + 1;
                while (canvas.IsSet(row, column))
                {
                    column++;
                }

                canvas.Put(row, column, Letter(index), ToneOf(index));
            }
        }
    }

    private IEnumerable<TextPiece[]> Axis(int margin, int columns, int epochs)
    {
        char[] line = [.. Enumerable.Repeat('─', columns)];
        char[] numbers = [.. Enumerable.Repeat(' ', columns)];
        int step = Math.Max(1, (int)Math.Ceiling((epochs - 1) / (double)Math.Clamp(columns / 12, 1, 6)));
        IEnumerable<int> regular = Enumerable.Range(0, epochs).Select(i => 1 + (i * step)).TakeWhile(epoch => epoch == 1 || epoch <= epochs - ((step + 1) / 2));
        foreach (int epoch in regular.Append(epochs))
        {
            int column = epochs == 1 ? 0 : (int)Math.Round((epoch - 1) * (columns - 1) / (double)(epochs - 1));
            string number = _axis.Number(epoch).ToString(CultureInfo.InvariantCulture);
            line[column] = '┬';
            number.CopyTo(0, numbers, Math.Min(column, columns - number.Length), number.Length);
        }

        yield return [new string(' ', margin - 1) + "└" + new string(line)];
        yield return [new string(' ', margin) + new string(numbers).TrimEnd()];
    }

    private static int?[] RowsOf(IReadOnlyList<double?> values, int columns, int epochs, double low, double high) =>
    [
        .. Enumerable.Range(0, columns)
            .Select(c => ChartLine.At(values, epochs == 1 ? 0 : (double)c * (epochs - 1) / (columns - 1)) is { } value ? RowOf(value, low, high) : (int?)null)
    ];

    private static int RowOf(double value, double low, double high) => (int)Math.Round((high - value) / (high - low) * (Rows - 1));

    private string Sample(ChartLine line, int index) => line.Stroke switch
    {
        ChartStroke.Band => "░░░",
        ChartStroke.Dots => "· ·",
        _ => lines.Count(other => other.Stroke == ChartStroke.Line) > 1 ? $"──{Letter(index)}" : "───",
    };

    private char Letter(int index) => (char)('a' + (lines.Take(index).Count(line => line.Stroke == ChartStroke.Line) % 26));

    private Tone ToneOf(int index) => lines[index].Stroke == ChartStroke.Band ? Tone.Dim : s_tones[index % s_tones.Length];
}
