using System.Globalization;
using MnistLstm.Engine.Execution;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Imports;

/// <summary>Cuts a series into windows of steps, each to be mapped to the steps that follow it.</summary>
/// <param name="Window">Steps of a window, T.</param>
/// <param name="Horizon">Steps behind it that are to be predicted.</param>
/// <param name="Targets">The columns that are to be predicted; null for all.</param>
internal sealed record SeriesWindows(int Window, int Horizon, IReadOnlyList<string>? Targets)
{
    /// <summary>A data set of one series: the last windows are tested on, and nothing that they are to predict is seen in training.</summary>
    /// <param name="name">The data set's name.</param>
    /// <param name="series">The series.</param>
    /// <param name="test">The series of the test part; null to split that of training in time.</param>
    /// <param name="fraction">The share of the windows that is split off; null where there is a test part.</param>
    /// <exception cref="ImportException">The series is too short, or a column is not there.</exception>
    public DatasetImport Of(string name, LongSeries series, LongSeries? test, double? fraction)
    {
        int count = Count(series);
        if (test?.Values.AsSpan().SequenceEqual(series.Values) == true)
        {
            throw new ImportException(test.File, $"its values are those of {series.File}, and a test on them would tell nothing",
                "give another series, or leave --test out: --test-fraction 0.2 splits the last fifth off");
        }

        if (test is not null)
        {
            return fraction is null
                ? test.Columns.SequenceEqual(series.Columns)
                    ? new DatasetImport(name, [], Part(series, 0, count), Part(test, 0, Count(test)))
                    : throw new ImportException(test.File, $"its columns are {string.Join(", ", test.Columns)}, those of {series.File} {Columns(series)}",
                        "give both the same columns")
                : throw new ImportException(test.File, "there is a test part already", "leave --test-fraction out");
        }

        if (fraction is not { } share)
        {
            throw new ImportException(series.File, "there is no test part", "--test names its file, or --test-fraction 0.2 splits the last fifth off");
        }

        // The targets of the first test window begin where those of training have ended: the windows between the two, which would reach across, are left
        // out.
        int tested = Math.Clamp((int)Math.Round(count * share, MidpointRounding.ToEven), 1, count - 1);
        int trained = count - tested - (Horizon - 1);
        return trained >= 1
            ? new DatasetImport(name, [], Part(series, 0, trained), Part(series, count - tested, tested))
            : throw new ImportException(series.File,
                string.Create(CultureInfo.InvariantCulture, $"of its {count} windows {tested} are tested on, and none is left before their targets"),
                "split a smaller share off, or give a longer series");
    }

    /// <summary>The step of the series, from 0, that the first test window predicts first.</summary>
    public int FirstTested(LongSeries series, int tested) => Count(series) - tested + Window;

    private int Count(LongSeries series)
    {
        int count = series.Length - Window - Horizon + 1;
        return count >= 2 ? count
            : throw new ImportException(series.File,
                string.Create(CultureInfo.InvariantCulture,
                    $"it has {series.Length:N0} steps, and two windows of {Window:N0} with {Horizon:N0} behind them need {(long)Window + Horizon + 1:N0}"),
                "give a longer series, or a smaller --window");
    }

    private CanonicalPart Part(LongSeries series, int first, int count)
    {
        int[] predicted = Targets is null ? [.. Enumerable.Range(0, series.Columns.Count)] : [.. Targets.Select(name => Place(series, name))];
        int width = series.Columns.Count;
        int size = Window * width;
        if ((long)count * size > Array.MaxLength / sizeof(float))
        {
            throw new ImportException(series.File, "its windows together are more than can be held", "use a shorter --window, or a shorter series");
        }

        float[] values = new float[count * size];
        float[] targets = new float[count * Horizon * predicted.Length];
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            series.Values.AsSpan((first + i) * width, size).CopyTo(values.AsSpan(i * size));
            for (int ahead = 0; ahead < Horizon; ahead++)
            {
                foreach (int column in predicted)
                {
                    targets[at++] = series.Values[((first + i + Window + ahead) * width) + column];
                }
            }
        }

        RealTargets answers = new(targets, Horizon * predicted.Length);
        return new CanonicalPart(new RawValues(values), new CanonicalAnswers(null, answers), Window, width);
    }

    private static int Place(LongSeries series, string name)
    {
        int place = series.Columns.Index().Where(column => column.Item == name).Select(column => column.Index).FirstOrDefault(-1);
        return place >= 0 ? place
            : throw CsvTable.Missing(series.File, name, series.Columns, "--label-column names what is predicted");
    }

    private static string Columns(LongSeries series) => string.Join(", ", series.Columns.Take(12)) + (series.Columns.Count > 12 ? ", ..." : "");
}
