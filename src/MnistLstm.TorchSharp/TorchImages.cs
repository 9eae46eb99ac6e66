using MnistLstm.Training.Data;
using TorchSharp;

namespace MnistLstm.TorchSharp;

/// <summary>Images as libtorch takes them, a batch at a time: [B, 28, 28], grey values over 255 as torchvision's <c>ToTensor</c> has them.</summary>
/// <param name="images">The images.</param>
internal sealed class TorchImages(ImageSet images)
{
    private static readonly float[] Scaled = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>The images at the given places, and their labels, [B]. Both belong to the innermost dispose scope.</summary>
    public (torch.Tensor Images, torch.Tensor Labels) Batch(ReadOnlySpan<int> places)
    {
        float[] pixels = new float[places.Length * ImageSet.ImageSize];
        long[] labels = new long[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            ReadOnlySpan<byte> image = images.Pixels.AsSpan(places[i] * ImageSet.ImageSize, ImageSet.ImageSize);
            Span<float> row = pixels.AsSpan(i * ImageSet.ImageSize, ImageSet.ImageSize);
            for (int p = 0; p < row.Length; p++)
            {
                row[p] = Scaled[image[p]];
            }

            labels[i] = images.Labels[places[i]];
        }

        long[] shape = [places.Length, ImageSet.Rows, ImageSet.Columns];
        return (torch.tensor(pixels, shape), torch.tensor(labels));
    }

    /// <summary>Consecutive images and their labels.</summary>
    public (torch.Tensor Images, torch.Tensor Labels) Batch(int start, int count)
    {
        int[] places = [.. Enumerable.Range(start, count)];
        return Batch(places);
    }
}
