using System.Globalization;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Imports;

/// <summary>One long series: steps in the order of time, some values each.</summary>
/// <param name="File">Its file, for messages.</param>
/// <param name="Columns">What the values of a step are called; numbers from 0 where nobody says.</param>
/// <param name="Values">[L, columns].</param>
internal sealed record LongSeries(string File, IReadOnlyList<string> Columns, float[] Values)
{
    /// <summary>L.</summary>
    public int Length => Values.Length / Columns.Count;

    /// <summary>Reads a file: a NumPy array, (L,) or (L, columns), or a table with a row a step.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stepColumn">The column that numbers or dates the steps; null for <c>step</c>, if there is one.</param>
    /// <exception cref="ImportException">It is no series.</exception>
    public static LongSeries Read(string file, string? stepColumn)
    {
        try
        {
            string ending = Path.GetExtension(file).ToLowerInvariant();
            return ending == ".npy" ? OfArray(file)
                : ending == ".csv" ? OfTable(file, stepColumn)
                : throw new ImportException(file, "a series is a .npy file, (steps,) or (steps, columns), or a .csv file with a row a step", "save it as one");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(file, error.Message.TrimEnd('.'), "make the file readable");
        }
    }

    private static LongSeries OfArray(string file)
    {
        using FileStream stream = FileBytes.Open(file);
        NpyArray array = NpyArray.Read(stream, file);
        if (array.Shape.Count is not (1 or 2) || array.Shape.Any(size => size < 1))
        {
            throw new ImportException(file, $"its shape is {array.ShapeText}, and a series is (steps,) or (steps, columns)",
                "without --window (samples, steps, features) is read");
        }

        int columns = array.Shape.Count == 1 ? 1 : (int)array.Shape[1];
        RawValues values = array.Values(place => $"step {place / columns}, column {place % columns}");
        int odd = values.FirstOdd();
        return odd < 0
            ? new LongSeries(file, [.. Enumerable.Range(0, columns).Select(column => column.ToString(CultureInfo.InvariantCulture))],
                [.. Enumerable.Range(0, values.Length).Select(place => values[place])])
            : throw new ImportException($"{file}, step {odd / columns}, column {odd % columns} (all from 0)",
                float.IsNaN(values[odd]) ? "the value is NaN" : "the value is infinite", "fill missing values");
    }

    private static LongSeries OfTable(string file, string? stepColumn)
    {
        using CsvTable table = new(file);
        int step = table.PlaceOfSteps(stepColumn);
        int[] columns = [.. Enumerable.Range(0, table.Names.Count).Where(column => column != step)];
        if (columns.Length == 0)
        {
            throw new ImportException(table.WhereNames, "there is no column beside that of the steps", "give each value a column");
        }

        List<float> values = [];
        TimeStep? before = null;
        while (table.Next())
        {
            if (step >= 0)
            {
                string where = table.WhereOf(step);
                TimeStep now = TimeStep.Read(table.Text(step), where);
                before = before is null || now.IsAfter(before, where) ? now
                    : throw new ImportException(where, $"'{now.Text}' follows '{before.Text}'", "sort the rows by time");
            }

            foreach (int column in columns)
            {
                values.Add(table.Number(column));
            }
        }

        return new LongSeries(file, [.. columns.Select(column => table.Names[column])], [.. values]);
    }
}
