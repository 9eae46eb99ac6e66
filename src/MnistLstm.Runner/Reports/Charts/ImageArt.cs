namespace MnistLstm.Runner.Reports.Charts;

/// <summary>Images of grey values in a terminal: a character for two pixels, one above the other.</summary>
internal static class ImageArt
{
    private const string Shades = " ░▒▓█";

    /// <summary>The lines of an image.</summary>
    /// <param name="image">Grey values, row by row.</param>
    /// <param name="columns">The pixels of a row.</param>
    public static IReadOnlyList<string> Lines(ReadOnlySpan<byte> image, int columns)
    {
        string[] lines = new string[(image.Length / columns) / 2];
        for (int row = 0; row < lines.Length; row++)
        {
            char[] text = new char[columns];
            for (int column = 0; column < text.Length; column++)
            {
                int sum = image[(2 * row * columns) + column] + image[(((2 * row) + 1) * columns) + column];
                text[column] = Shades[sum * Shades.Length / (2 * 256)];
            }

            lines[row] = new string(text);
        }

        return lines;
    }
}
