using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data;

/// <summary>Images of 28×28 grey values with their labels 0 … 9, in a fixed order.</summary>
public sealed class ImageSet
{
    /// <summary>Rows of an image, which are the time steps.</summary>
    public const int Rows = DatasetFile.ImageSide;

    /// <summary>Columns of an image, which are a step's inputs.</summary>
    public const int Columns = DatasetFile.ImageSide;

    /// <summary>Pixels of an image.</summary>
    public const int ImageSize = Rows * Columns;

    /// <summary>Takes over the arrays.</summary>
    /// <param name="pixels">Grey values 0 … 255, count × 28 × 28, row by row.</param>
    /// <param name="labels">Classes 0 … 9, one an image.</param>
    /// <exception cref="ArgumentException">The two do not hold the same number of images.</exception>
    public ImageSet(byte[] pixels, byte[] labels)
    {
        if (pixels.Length != labels.Length * ImageSize)
        {
            throw new ArgumentException($"{labels.Length} labels need {labels.Length * ImageSize} pixels, got {pixels.Length}", nameof(pixels));
        }

        Pixels = pixels;
        Labels = labels;
    }

    /// <summary>Grey values 0 … 255, [count, 28, 28].</summary>
    public byte[] Pixels { get; }

    /// <summary>Classes 0 … 9, [count].</summary>
    public byte[] Labels { get; }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>The grey values of one image, [28, 28].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Pixels.AsSpan(index * ImageSize, ImageSize);
    }

    /// <summary>The first <paramref name="count"/> images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than there are, or less than one.</exception>
    public ImageSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? this : new ImageSet(Pixels[..(count * ImageSize)], Labels[..count]);
    }

    /// <summary>The last <paramref name="count"/> images.</summary>
    /// <inheritdoc cref="Take"/>
    public ImageSet TakeLast(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? this : new ImageSet(Pixels[^(count * ImageSize)..], Labels[^count..]);
    }
}
