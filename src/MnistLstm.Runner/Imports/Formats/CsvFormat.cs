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
        using CsvTable table = new(files[0]);
        return [Rows(table, files[0], options)];
    }

    private static RawPart Rows(CsvTable table, string file, ImportOptions options)
    {
        int sequence = table.Place(options.SequenceColumn ?? "sequence", "--sequence-column");
        string label = options.LabelColumn ?? "label";
        int[] labels = [.. (options.Targets ? label.Split(',') : [label]).Select(name => table.Place(name.Trim(), "--label-column"))];
        int step = table.PlaceOfSteps(options.StepColumn);
        CheckRoles(table, [sequence, .. labels, step]);
        int[] features = [.. Enumerable.Range(0, table.Names.Count).Where(c => c != sequence && !labels.Contains(c) && c != step)];
        if (features.Length == 0)
        {
            throw new ImportException(table.WhereNames, "there is no column beside sequence, step and label", "give each feature a column");
        }

        SeriesBuilder series = new(file);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<float> values = [];
        (string Id, string Label, string Where, TimeStep? Step) open = ("", "", "", null);
        while (table.Next())
        {
            (string id, string own) = (table.Text(sequence), Label(table, labels, options.Targets));
            if (values.Count == 0 || id != open.Id)
            {
                if (id.Length == 0)
                {
                    throw new ImportException(table.WhereOf(sequence), "the sequence is missing", "say on each row which sequence it belongs to");
                }

                if (!seen.Add(id))
                {
                    throw Scattered(table, id);
                }

                Close(table, sequence, seen, series, open, values, features.Length);
                open = (id, options.Targets ? own : LabelWord.Checked(own, table.WhereOf(labels[0])), table.Where, null);
            }
            else if (own != open.Label)
            {
                throw new ImportException(table.Where, $"the label of sequence '{id}' is '{open.Label}' and here '{own}'", "a sequence has one label");
            }

            if (step >= 0)
            {
                string where = table.WhereOf(step);
                TimeStep now = TimeStep.Read(table.Text(step), where);
                open = open.Step is not { } before || now.IsAfter(before, where) ? open with { Step = now }
                    : throw new ImportException(table.Where, $"the steps of sequence '{id}' do not rise: '{now.Text}' follows '{before.Text}'",
                        "sort the rows by sequence and step");
            }

            foreach (int feature in features)
            {
                values.Add(table.Number(feature));
            }
        }

        if (values.Count > 0)
        {
            series.Add(open.Where, values, features.Length, open.Label);
        }

        return series.Build();
    }

    // The label of a row; of several targets all, parted by commas.
    private static string Label(CsvTable table, int[] columns, bool targets)
    {
        string[] words = new string[columns.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = table.Text(columns[i]);
            if (words[i].Length == 0)
            {
                throw new ImportException(table.WhereOf(columns[i]), "the label is missing",
                    targets ? "give each row the targets of its sequence, or leave the sequence out"
                        : "give each row the label of its sequence, or leave the sequence out");
            }

            if (targets && !TextLines.IsNumber(words[i], out _))
            {
                TextLines.Target(words[i], table.WhereOf(columns[i]));
            }
        }

        return string.Join(',', words);
    }

    // A sequence whose rows stand apart is shorter than the others up to there: that its rows stand apart is what is wrong, and not its length.
    private static void Close(CsvTable table, int sequence, HashSet<string> seen, SeriesBuilder series,
        (string Id, string Label, string Where, TimeStep? Step) open, List<float> values, int features)
    {
        if (values.Count == 0)
        {
            return;
        }

        if (series.Misfit(open.Where, values.Count, features) is { } fault)
        {
            for (string before = table.Text(sequence); table.Next(); before = table.Text(sequence))
            {
                if (table.Text(sequence) is var id && id != before && !seen.Add(id))
                {
                    throw Scattered(table, id);
                }
            }

            throw fault;
        }

        series.Add(open.Where, values, features, open.Label);
        values.Clear();
    }

    private static ImportException Scattered(CsvTable table, string id) => new(table.Where,
        $"the rows of sequence '{id}' are not all together: others stand between them", "sort the rows by sequence and step");

    private static void CheckRoles(CsvTable table, int[] places)
    {
        if (places.Where(place => place >= 0).GroupBy(place => place).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ImportException(table.WhereNames, $"column '{table.Names[twice.Key]}' is named for more than one of sequence, step and label",
                "name a column for each: --sequence-column, --step-column, --label-column");
        }
    }
}
