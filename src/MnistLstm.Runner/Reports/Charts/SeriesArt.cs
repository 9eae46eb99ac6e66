using System.Globalization;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>A sequence of numbers in a terminal: a line a feature, from its least value to its greatest.</summary>
internal static class SeriesArt
{
    private const string Heights = "▁▂▃▄▅▆▇█";
    private const int MostFeatures = 6;
    private const int Widest = 48;

    /// <summary>The lines of a sequence.</summary>
    /// <param name="values">[T, I].</param>
    /// <param name="features">I.</param>
    /// <param name="width">Columns there are.</param>
    public static IReadOnlyList<string> Lines(ReadOnlySpan<float> values, int features, int width)
    {
        List<(float[] Series, float Least, float Greatest, string Range)> drawn = [];
        int steps = values.Length / features;
        for (int feature = 0; feature < Math.Min(features, MostFeatures); feature++)
        {
            float[] series = new float[steps];
            for (int t = 0; t < steps; t++)
            {
                series[t] = values[(t * features) + feature];
            }

            (float least, float greatest) = (series.Min(), series.Max());
            drawn.Add((series, least, greatest, string.Create(CultureInfo.InvariantCulture, $"  {least:G4} … {greatest:G4}")));
        }

        // All series are drawn alike, so that their steps stand below one another.
        int length = Math.Clamp(width - drawn.Max(line => line.Range.Length), 1, Widest);
        List<string> lines = [.. drawn.Select(line => Line(line.Series, line.Least, line.Greatest, length) + line.Range)];

        if (features > MostFeatures)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {features - MostFeatures} more features"));
        }

        return lines;
    }

    // A character stands for the mean of as many steps as it takes to fit.
    private static string Line(float[] series, float least, float greatest, int length)
    {
        char[] text = new char[Math.Min(series.Length, length)];
        for (int i = 0; i < text.Length; i++)
        {
            int from = (int)((long)i * series.Length / text.Length);
            int to = Math.Max(from + 1, (int)((long)(i + 1) * series.Length / text.Length));
            double mean = series[from..to].Average(value => (double)value);
            double height = greatest > least ? (mean - least) / ((double)greatest - least) : 0;
            text[i] = Heights[Math.Clamp((int)(height * Heights.Length), 0, Heights.Length - 1)];
        }

        return new string(text);
    }
}
