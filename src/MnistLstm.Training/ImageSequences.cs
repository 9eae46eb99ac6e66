using MnistLstm.Engine.Execution;
using MnistLstm.Training.Data;

namespace MnistLstm.Training;

/// <summary>Images as the model reads them: a row a time step, grey values / 255, transformed where a trainer says so.</summary>
internal static class ImageSequences
{
    /// <summary>The images of a set. A transform is applied here and now, on this thread, image after image in the set's order, each once.</summary>
    /// <param name="images">The set.</param>
    /// <param name="transform">The transform; null to read the bytes as they are.</param>
    /// <param name="role">What the images are for, in an error: <c>training image</c>.</param>
    /// <exception cref="ArithmeticException">The transform gave a value that is no number.</exception>
    public static SequenceSource Of(ImageSet images, ImageTransform? transform, string role)
    {
        ByteSequences plain = new(images.Pixels, images.Labels, ImageSet.Rows, ImageSet.Columns);
        if (transform is null)
        {
            return plain;
        }

        float[] values = new float[images.Pixels.Length];
        for (int image = 0; image < images.Count; image++)
        {
            Span<float> pixels = values.AsSpan(image * ImageSet.ImageSize, ImageSet.ImageSize);
            for (int row = 0; row < ImageSet.Rows; row++)
            {
                plain.CopyStep(image, row, pixels.Slice(row * ImageSet.Columns, ImageSet.Columns));
            }

            transform(pixels);
            ThrowIfNotFinite(pixels, $"{role} {image}");
        }

        return new FloatSequences(values, images.Labels, ImageSet.Rows, ImageSet.Columns);
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> pixels, string image)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!float.IsFinite(pixels[i]))
            {
                throw new ArithmeticException(
                    $"TransformImage gave {(float.IsNaN(pixels[i]) ? "NaN" : "infinity")} at row {i / ImageSet.Columns}, column {i % ImageSet.Columns} of {image} (all from 0); a model can read finite values only");
            }
        }
    }
}
