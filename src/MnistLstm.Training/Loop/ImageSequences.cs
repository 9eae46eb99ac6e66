using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Loop;

/// <summary>Images as a model reads them: row by row, as many pixels a time step as it asks for, grey values / 255, transformed where a trainer says so.</summary>
internal static class ImageSequences
{
    /// <summary>The images of a set. A transform is applied here and now, on this thread, image after image in the set's order, each once.</summary>
    /// <param name="images">The set.</param>
    /// <param name="model">Who reads them.</param>
    /// <param name="transform">Changes an image, [28, 28] row by row of grey values / 255, in place; null to read the bytes as they are.</param>
    /// <param name="role">What the images are for, in an error: <c>training image</c>.</param>
    /// <exception cref="ArgumentException">The model reads sequences of other than an image's pixels.</exception>
    /// <exception cref="ArithmeticException">The transform gave a value that is no number.</exception>
    public static SequenceSource Of(ImageSet images, SequenceClassifier model, Action<Span<float>>? transform, string role)
    {
        if (model.Steps * model.InputSize != ImageSet.ImageSize)
        {
            throw new ArgumentException($"the model reads {model.Steps} steps of {model.InputSize}, which are not the {ImageSet.ImageSize} pixels of an image", nameof(model));
        }

        ByteSequences plain = new(images.Pixels, images.Labels, model.Steps, model.InputSize);
        if (transform is null)
        {
            return plain;
        }

        float[] values = new float[images.Pixels.Length];
        for (int image = 0; image < images.Count; image++)
        {
            Span<float> pixels = values.AsSpan(image * ImageSet.ImageSize, ImageSet.ImageSize);
            for (int t = 0; t < model.Steps; t++)
            {
                plain.CopyStep(image, t, pixels.Slice(t * model.InputSize, model.InputSize));
            }

            transform(pixels);
            ThrowIfNotFinite(pixels, $"{role} {image}");
        }

        return new FloatSequences(values, images.Labels, model.Steps, model.InputSize);
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
