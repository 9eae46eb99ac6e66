using System.Globalization;
using MnistLstm.Runner.Results;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Predictions;

/// <summary>
/// Fits a picture as the images of a data set are: bright on a dark ground, the figure as large as theirs, and its centre of mass in the middle
/// (MNIST) or the middle of its edges (Fashion-MNIST).
/// </summary>
internal static class PictureFit
{
    // Fainter than this fraction of the strongest ink is ground: paper has a grain, JPEG a noise.
    private const double Faint = 0.15;

    /// <summary>The image the model is to see, and what was done to the picture.</summary>
    /// <exception cref="InvalidDataException">There is nothing on the picture.</exception>
    public static (byte[] Image, string Note) Fit(Picture picture, PictureLayout layout)
    {
        bool inverted = Border(picture) > 127;
        double[] ink = [.. picture.Grey.Select(value => (inverted ? 255 - value : value) / 255.0)];
        string done = string.Create(CultureInfo.InvariantCulture,
            $"{picture.Width} × {picture.Height}, {(inverted ? "bright background, so it is inverted" : "dark background")}");
        if (ink.Max() - ink.Min() < Faint)
        {
            throw new InvalidDataException("the picture has one shade only; a figure on a plain background is expected");
        }

        if (picture.Width == layout.Side && picture.Height == layout.Side)
        {
            return ([.. ink.Select(ToByte)], done + "; of the right size, so it is not scaled");
        }

        double faint = Faint * ink.Max();
        (int left, int top, int right, int bottom) = Box(ink, picture.Width, picture.Height, faint);
        double scale = Math.Max(right - left, bottom - top) / (double)layout.FigureSide;
        (double middleX, double middleY) = layout.ByMass
            ? CentreOfMass(ink, picture.Width, (left, top, right, bottom), faint)
            : ((left + right) / 2.0, (top + bottom) / 2.0);
        byte[] image = Sample(ink, picture.Width, picture.Height, middleX, middleY, scale, layout.Side);
        string fitted = string.Create(CultureInfo.InvariantCulture, $"scaled to {layout.FigureSide} × {layout.FigureSide}");
        return (image, done + (layout.ByMass ? $"; the figure {fitted} and centred by its mass, as MNIST's digits are" : $"; {fitted}"));
    }

    /// <summary>The median along the edges.</summary>
    private static int Border(Picture picture)
    {
        List<byte> edge = [];
        for (int x = 0; x < picture.Width; x++)
        {
            edge.Add(picture.Grey[x]);
            edge.Add(picture.Grey[((picture.Height - 1) * picture.Width) + x]);
        }

        for (int y = 0; y < picture.Height; y++)
        {
            edge.Add(picture.Grey[y * picture.Width]);
            edge.Add(picture.Grey[(y * picture.Width) + picture.Width - 1]);
        }

        edge.Sort();
        return edge[edge.Count / 2];
    }

    private static (int Left, int Top, int Right, int Bottom) Box(double[] ink, int width, int height, double faint)
    {
        (int left, int top, int right, int bottom) = (width, height, 0, 0);
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] > faint)
            {
                (int x, int y) = (i % width, i / width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
            }
        }

        return (left, top, right, bottom);
    }

    private static (double X, double Y) CentreOfMass(double[] ink, int width, (int Left, int Top, int Right, int Bottom) box, double faint)
    {
        (double mass, double x, double y) = (0, 0, 0);
        for (int row = box.Top; row < box.Bottom; row++)
        {
            for (int column = box.Left; column < box.Right; column++)
            {
                double value = ink[(row * width) + column];
                if (value > faint)
                {
                    (mass, x, y) = (mass + value, x + (value * (column + 0.5)), y + (value * (row + 0.5)));
                }
            }
        }

        return (x / mass, y / mass);
    }

    /// <summary>Each pixel the mean over the area that it covers; what lies outside of the picture is ground.</summary>
    private static byte[] Sample(double[] ink, int width, int height, double middleX, double middleY, double scale, int side)
    {
        const int PartsOfPixel = 4;
        int parts = Math.Clamp((int)Math.Ceiling(scale), 1, 16) * PartsOfPixel;
        byte[] image = new byte[side * side];
        for (int i = 0; i < image.Length; i++)
        {
            double sum = 0;
            for (int part = 0; part < parts * parts; part++)
            {
                double x = middleX + (((i % side) - (side / 2) + (((part % parts) + 0.5) / parts)) * scale);
                double y = middleY + (((i / side) - (side / 2) + (((part / parts) + 0.5) / parts)) * scale);
                if (x >= 0 && x < width && y >= 0 && y < height)
                {
                    sum += ink[((int)y * width) + (int)x];
                }
            }

            image[i] = ToByte(sum / (parts * parts));
        }

        return image;
    }

    private static byte ToByte(double value) => (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);
}
