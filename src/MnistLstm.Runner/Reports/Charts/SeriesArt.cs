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
    public static IReadOnlyList<string> Lines(ReadOnlySpan<float> values, int features)
    {
        List<string> lines = [];
        int steps = values.Length / features;
        for (int feature = 0; feature < Math.Min(features, MostFeatures); feature++)
        {
            float[] series = new float[steps];
            for (int t = 0; t < steps; t++)
            {
                series[t] = values[(t * features) + feature];
            }

            (float least, float greatest) = (series.Min(), series.Max());
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Line(series, least, greatest)}  {least:G4} … {greatest:G4}"));
        }

        if (features > MostFeatures)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {features - MostFeatures} more features"));
        }

        return lines;
    }

    // A character stands for the mean of as many steps as it takes to fit.
    private static string Line(float[] series, float least, float greatest)
    {
        char[] text = new char[Math.Min(series.Length, Widest)];
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
