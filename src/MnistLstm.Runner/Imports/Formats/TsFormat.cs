namespace MnistLstm.Runner.Imports.Formats;

/// <summary>The UEA archive's <c>.ts</c> files: a sequence a line, its dimensions parted by colons, its label last.</summary>
internal sealed class TsFormat : ISequenceFormat
{
    /// <inheritdoc/>
    public string Files => "UEA: a .ts file of sequences of one length";

    /// <inheritdoc/>
    public bool Takes(IReadOnlyList<string> files) => files.Count == 1 && files[0].EndsWith(".ts", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options)
    {
        string file = files[0];
        SeriesBuilder series = new(file);
        TsHeader header = new(file, options.Targets);
        (int Line, int Dimensions) first = default;
        bool data = false;
        foreach ((int number, string line) in TextLines.Of(file))
        {
            if (line[0] == '#')
            {
                continue;
            }

            if (!data)
            {
                data = header.Takes(line, number);
                continue;
            }

            string where = $"{file}, line {number}";
            (string[][] channels, string label) = Row(line, where);
            label = options.Targets ? label : LabelWord.Checked(label, where);
            header.Pass(number, channels.Length, channels[0].Length, label);
            first = first.Line == 0 ? (number, channels.Length) : first;
            if (channels.Length != first.Dimensions)
            {
                throw new ImportException(where,
                    $"it has {TsHeader.Dimensions(channels.Length)}, and the row in line {first.Line} has {first.Dimensions}",
                    channels.Length < first.Dimensions ? "add the dimension that is missing (':' stands between two), or leave the row out"
                        : "give all rows the same dimensions");
            }

            series.Add(where, Values(channels, where), channels.Length, label);
        }

        return [series.Build()];
    }

    private static (string[][] Channels, string Label) Row(string line, string where)
    {
        string[] parts = line.Split(':');
        string label = parts[^1].Trim();
        if (parts.Length < 2 || label.Length == 0)
        {
            throw new ImportException(where, "a line has values, ':' and a label", "look at the line");
        }

        string[][] channels = [.. parts[..^1].Select(part => part.Split(','))];
        if (channels.FirstOrDefault(channel => channel.Length != channels[0].Length) is { } other)
        {
            throw new ImportException(where, $"a dimension has {other.Length} values, and the first {channels[0].Length}",
                "sequences of different lengths are not read: cut or pad them");
        }

        return (channels, label);
    }

    private static float[] Values(string[][] channels, string where)
    {
        int features = channels.Length;
        float[] values = new float[channels[0].Length * features];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = TextLines.Number(channels[i % features][i / features], $"{where}, dimension {(i % features) + 1}, value {(i / features) + 1}");
        }

        return values;
    }
}
