using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>Images of 28 × 28 grey values in a terminal: a character for two pixels, one above the other.</summary>
internal static class ImageArt
{
    private const string Shades = " ░▒▓█";
    private const int Gap = 2;

    /// <summary>The lines of an image.</summary>
    public static IReadOnlyList<string> Lines(ReadOnlySpan<byte> image)
    {
        string[] lines = new string[ImageSet.Rows / 2];
        for (int row = 0; row < lines.Length; row++)
        {
            char[] text = new char[ImageSet.Columns];
            for (int column = 0; column < text.Length; column++)
            {
                int sum = image[(2 * row * ImageSet.Columns) + column] + image[(((2 * row) + 1) * ImageSet.Columns) + column];
                text[column] = Shades[sum * Shades.Length / (2 * 256)];
            }

            lines[row] = new string(text);
        }

        return lines;
    }

    /// <summary>Images beside one another, as many as the width holds, each below its caption.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<(string Caption, byte[] Image)> images, int width)
    {
        int columns = Math.Max(1, (width + Gap) / (ImageSet.Columns + Gap));
        foreach ((int index, (string Caption, byte[] Image)[] row) in images.Chunk(columns).Index())
        {
            if (index > 0)
            {
                terminal.Data();
            }

            string[][] captions = [.. row.Select(image => WrappedText.Pieces(image.Caption, ImageSet.Columns).ToArray())];
            for (int line = 0; line < captions.Max(caption => caption.Length); line++)
            {
                terminal.Data(Joined(captions.Select(caption => line < caption.Length ? caption[line] : "")));
            }

            IReadOnlyList<string>[] art = [.. row.Select(image => Lines(image.Image))];
            for (int line = 0; line < art[0].Count; line++)
            {
                terminal.Data(Joined(art.Select(image => image[line])));
            }
        }
    }

    private static string Joined(IEnumerable<string> parts) => string.Join(new string(' ', Gap), parts.Select(part => part.PadRight(ImageSet.Columns))).TrimEnd();
}
