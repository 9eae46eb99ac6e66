using MnistLstm.Runner.Storage;
using StbImageSharp;

namespace MnistLstm.Runner.Predictions;

/// <summary>A picture as grey values.</summary>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Grey">0 black … 255 white, row by row.</param>
internal sealed record Picture(int Width, int Height, byte[] Grey)
{
    private const int MostBytes = 64 << 20;
    private const int MostSide = 8192;
    private const string Expected = "a PNG, JPEG or BMP of one figure is expected";

    /// <summary>Reads a PNG, JPEG or BMP; what is transparent lies on white.</summary>
    /// <exception cref="InvalidDataException">It is no such picture, or too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Picture Read(string file)
    {
        return Decode(file, BytesOf(file));
    }

    /// <summary>The same of a picture's bytes.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="InvalidDataException">It is no such picture, or too large.</exception>
    public static Picture Decode(string name, byte[] bytes)
    {
        try
        {
            using EndedStream header = new(bytes);
            ImageInfo info = ImageInfo.FromStream(header) ?? throw new InvalidOperationException("it is of no kind that is known");
            if (info.Width is < 1 or > MostSide || info.Height is < 1 or > MostSide)
            {
                throw new InvalidOperationException($"it is {info.Width} × {info.Height}, at most {MostSide} × {MostSide} is read");
            }

            using EndedStream stream = new(bytes);
            ImageResult image = ImageResult.FromStream(stream, ColorComponents.RedGreenBlueAlpha);
            return new Picture(image.Width, image.Height, ToGrey(image.Data));
        }
        catch (Exception error)
        {
            // The decoder throws whatever a damaged file makes it stumble over.
            throw new InvalidDataException($"{name} is not a PNG, JPEG or BMP that can be read: {error.Message}", error);
        }
    }

    private static byte[] BytesOf(string file)
    {
        try
        {
            return StoredFile.TryReadBytes(file, MostBytes) ?? throw new FileNotFoundException($"{file} is not there; {Expected}", file);
        }
        catch (NoStoredFileException error)
        {
            throw new InvalidDataException($"{error.What}; {Expected}", error);
        }
    }

    /// <summary>Luma of ITU-R BT.601, which grey versions of pictures are commonly made with.</summary>
    private static byte[] ToGrey(byte[] rgba)
    {
        byte[] grey = new byte[rgba.Length / 4];
        for (int i = 0; i < grey.Length; i++)
        {
            double luma = (0.299 * rgba[4 * i]) + (0.587 * rgba[(4 * i) + 1]) + (0.114 * rgba[(4 * i) + 2]);
            double opacity = rgba[(4 * i) + 3] / 255.0;
            grey[i] = (byte)Math.Round((luma * opacity) + (255 * (1 - opacity)));
        }

        return grey;
    }
}
