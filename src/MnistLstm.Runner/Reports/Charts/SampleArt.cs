using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>Samples of a data set in a terminal: bytes that are an image's as one, everything else as series.</summary>
internal static class SampleArt
{
    private const int Gap = 2;
    private const int WidthOfAPipe = 80;
    private const int LeastImage = 8;
    private const int LargestImage = 64;

    /// <summary>The lines of a sample.</summary>
    /// <param name="terminal">Where they are printed.</param>
    /// <param name="set">The samples.</param>
    /// <param name="index">The sample's place.</param>
    /// <param name="indent">Blanks before them.</param>
    public static IReadOnlyList<string> Lines(Terminal terminal, SequenceSet set, int index, int indent = 0)
    {
        int width = Width(terminal) - indent;
        return IsImage(set) && set.Features <= width ? ImageArt.Lines(set.Image(index), set.Features)
            : SeriesArt.Lines(set.Sequence(index), set.Features, width);
    }

    /// <summary>Samples beside one another, as many as the width holds, each below its caption.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<(string Caption, IReadOnlyList<string> Lines)> samples)
    {
        int width = Width(terminal);
        int broadest = samples.Max(sample => sample.Lines.Max(line => line.Length));
        int columns = Math.Max(1, (width + Gap) / (broadest + Gap));
        foreach ((int index, (string Caption, IReadOnlyList<string> Lines)[] row) in samples.Chunk(columns).Index())
        {
            if (index > 0)
            {
                terminal.Data();
            }

            string[][] captions = [.. row.Select(sample => WrappedText.Pieces(sample.Caption, broadest).ToArray())];
            for (int line = 0; line < captions.Max(caption => caption.Length); line++)
            {
                terminal.Data(Joined(captions.Select(caption => line < caption.Length ? caption[line] : "")));
            }

            for (int line = 0; line < row[0].Lines.Count; line++)
            {
                terminal.Data(Joined(row.Select(sample => sample.Lines[line])));
            }
        }

        string Joined(IEnumerable<string> parts) => string.Join(new string(' ', Gap), parts.Select(part => part.PadRight(broadest))).TrimEnd();
    }

    private static int Width(Terminal terminal) => terminal.OutputWidth ?? WidthOfAPipe;

    private static bool IsImage(SequenceSet set) =>
        set.Values == DatasetValues.Bytes && set.Steps is >= LeastImage and <= LargestImage && set.Features is >= LeastImage and <= LargestImage;
}
