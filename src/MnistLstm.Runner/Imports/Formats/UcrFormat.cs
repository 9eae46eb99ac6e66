namespace MnistLstm.Runner.Imports.Formats;

/// <summary>The UCR archive's text files: a sequence of one feature a line, its label first.</summary>
internal sealed class UcrFormat : ISequenceFormat
{
    private static readonly string[] s_endings = [".tsv", ".txt", ".csv", ""];

    /// <inheritdoc/>
    public string Files => "UCR: a text file, a sequence a line with its label first";

    /// <inheritdoc/>
    public bool Takes(IReadOnlyList<string> files) => files.Count == 1 && s_endings.Contains(Path.GetExtension(files[0]).ToLowerInvariant());

    /// <inheritdoc/>
    public IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options)
    {
        string file = files[0];
        SeriesBuilder series = new(file);
        foreach ((int number, string line) in TextLines.Of(file))
        {
            string where = $"{file}, line {number}";
            char separator = line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(',', StringComparison.Ordinal) ? ',' : ' ';
            string[] words = line.Split(separator, separator == ' ' ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None);
            if (words.Length < 2)
            {
                throw new ImportException(where, "a line has a label and values, separated by tabs, commas or blanks", "name a file of the UCR archive");
            }

            float[] values = new float[words.Length - 1];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = TextLines.Number(words[i + 1], $"{where}, value {i + 1}");
            }

            // Some files write 1.0000000e+00 for 1.
            series.Add(where, values, 1, options.Targets ? words[0].Trim() : LabelWord.Plain(LabelWord.Checked(words[0].Trim(), where)));
        }

        return [series.Build()];
    }
}
