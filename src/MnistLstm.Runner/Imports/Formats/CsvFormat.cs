using System.Globalization;
using nietras.SeparatedValues;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>A table in long form: a row a time step, with columns that say which sequence it belongs to and what that's label is; all others are
/// features.</summary>
internal sealed class CsvFormat : ISequenceFormat
{
    /// <inheritdoc/>
    public string Files => "CSV: a table with the columns sequence, label and, if there is one, step; all others are features";

    /// <inheritdoc/>
    public bool Takes(IReadOnlyList<string> files) => files.Count == 1 && files[0].EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && File.Exists(files[0])
        && TextLines.Of(files[0]).FirstOrDefault().Text is { } header && header.Any(char.IsAsciiLetter)
        && !header.Contains("e+", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options)
    {
        string file = files[0];
        string first = TextLines.Of(file).First().Text;
        if (first.Contains(';', StringComparison.Ordinal) || first.Contains('\t', StringComparison.Ordinal))
        {
            throw new ImportException($"{file}, line 1", "columns are separated by ';' or tabs, as spreadsheets in some languages do",
                "save it with commas between columns, and points in decimals");
        }

        try
        {
            using FileStream stream = FileBytes.Open(file);
            using SepReader reader = new Sep(',').Reader(o => o with { HasHeader = true, Unescape = true }).From(stream);
            return [Table(reader, file, options)];
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            throw new ImportException(file, $"a row does not fit its columns ({error.Message.Split('\n')[0].TrimEnd('.')})",
                "give each row a value for each column");
        }
    }

    private static RawPart Table(SepReader reader, string file, ImportOptions options)
    {
        List<string> columns = [.. reader.Header.ColNames.Select(name => name.Trim())];
        int sequence = Column(columns, options.SequenceColumn, "--sequence-column", file);
        int[] labels = [.. (options.Targets ? options.LabelColumn.Split(',') : [options.LabelColumn])
            .Select(name => Column(columns, name.Trim(), "--label-column", file))];
        int step = columns.IndexOf(options.StepColumn);
        int[] features = [.. Enumerable.Range(0, columns.Count).Where(c => c != sequence && !labels.Contains(c) && c != step)];
        if (features.Length == 0)
        {
            throw new ImportException($"{file}, line 1", "there is no column beside sequence, step and label", "give each feature a column");
        }

        SeriesBuilder series = new(file);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<float> values = [];
        (string Id, string Label, string Where, double Step) open = ("", "", "", double.NegativeInfinity);
        foreach (SepReader.Row row in reader)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"{file}, line {row.LineNumberFrom}");
            (string id, string own) = (row[sequence].ToString().Trim(), Joined(row, labels));
            if (values.Count == 0 || id != open.Id)
            {
                Close(series, open, values, features.Length);
                if (id.Length == 0 || own.Length == 0 || !seen.Add(id))
                {
                    throw new ImportException(where,
                        id.Length == 0 ? "the sequence is missing"
                            : own.Length == 0 ? "the label is missing" : $"the rows of sequence '{id}' are not all together",
                            "sort the rows by sequence and step");
                }

                open = (id, options.Targets ? own : LabelWord.Checked(own, where), where, double.NegativeInfinity);
            }
            else if (own != open.Label)
            {
                throw new ImportException(where, $"the label of sequence '{id}' is '{open.Label}' and here '{own}'", "a sequence has one label");
            }

            if (step >= 0)
            {
                double number = TextLines.Number(row[step].Span, $"{where}, column '{columns[step]}'");
                open = number > open.Step ? open with { Step = number }
                    : throw new ImportException(where, $"the steps of sequence '{id}' do not rise", "sort the rows by sequence and step");
            }

            foreach (int feature in features)
            {
                values.Add(TextLines.Number(row[feature].Span, $"{where}, column '{columns[feature]}'"));
            }
        }

        Close(series, open, values, features.Length);
        return series.Build();
    }

    private static string Joined(SepReader.Row row, int[] columns)
    {
        string[] words = new string[columns.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = row[columns[i]].ToString().Trim();
        }

        return string.Join(',', words);
    }

    private static void Close(SeriesBuilder series, (string Id, string Label, string Where, double Step) open, List<float> values, int features)
    {
        if (values.Count > 0)
        {
            series.Add(open.Where, values, features, open.Label);
            values.Clear();
        }
    }

    private static int Column(List<string> columns, string name, string option, string file) => columns.IndexOf(name) is >= 0 and int place
        ? place
        : throw new ImportException($"{file}, line 1", $"there is no column '{name}'; there are {string.Join(", ", columns.Take(12))}", $"{option} names it");
}
