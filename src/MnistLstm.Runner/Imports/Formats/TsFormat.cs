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
        bool labelled = false;
        bool data = false;
        foreach ((int number, string line) in TextLines.Of(file))
        {
            string where = $"{file}, line {number}";
            if (line[0] == '#')
            {
                continue;
            }

            if (!data)
            {
                string[] words = line.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                CheckHeader(words, where, options.Targets);
                labelled |= words[0] == (options.Targets ? "@targetlabel" : "@classlabel") && words.Length > 1 && words[1] == "true";
                data = words[0] == "@data";
                if (data && !labelled)
                {
                    throw options.Targets
                        ? new ImportException(where, "the header has no '@targetLabel true'", "leave --targets out for a set with classes")
                        : new ImportException(where, "the header has no '@classLabel true' with the classes", "--targets takes labels for numbers to predict");
                }

                continue;
            }

            Add(series, line, where, options.Targets);
        }

        return [series.Build()];
    }

    private static void CheckHeader(string[] words, string where, bool targets)
    {
        bool says = words.Length > 1 && words[1] == "true";
        string? problem = words[0][0] != '@' ? "the header's lines begin with '@', and data begins after '@data'"
            : words[0] == "@timestamps" && says ? "values have time stamps"
            : words[0] == "@equallength" && words.Length > 1 && words[1] == "false" ? "sequences have different lengths"
            : words[0] == "@targetlabel" && says && !targets ? "it has numbers to predict"
            : null;
        if (problem is not null)
        {
            throw new ImportException(where, problem, words[0] == "@targetlabel" ? "--targets takes labels for numbers to predict"
                : "sequences of one length without time stamps are read");
        }
    }

    private static void Add(SeriesBuilder series, string line, string where, bool targets)
    {
        string[] parts = line.Split(':');
        int features = parts.Length - 1;
        string label = parts[^1].Trim();
        if (features < 1 || label.Length == 0)
        {
            throw new ImportException(where, "a line has values, ':' and a label", "look at the line");
        }

        string[][] channels = [.. parts[..^1].Select(part => part.Split(','))];
        if (channels.FirstOrDefault(channel => channel.Length != channels[0].Length) is { } other)
        {
            throw new ImportException(where, $"a dimension has {other.Length} values, and the first {channels[0].Length}",
                "sequences of different lengths are not read: cut or pad them");
        }

        float[] values = new float[channels[0].Length * features];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = TextLines.Number(channels[i % features][i / features], $"{where}, dimension {(i % features) + 1}, value {(i / features) + 1}");
        }

        series.Add(where, values, features, targets ? label : LabelWord.Checked(label, where));
    }
}
