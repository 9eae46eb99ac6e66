using MnistLstm.Engine.Modules;
using MnistLstm.Training.Data;
using TorchSharp;

namespace MnistLstm.TorchSharp;

/// <summary>Images in libtorch's memory, as bytes; a batch is made into [B, T, I] grey values over 255, as torchvision's <c>ToTensor</c> has them.</summary>
internal sealed class TorchImages : IDisposable
{
    // Held here for good: TorchSharp does not keep a number alive while libtorch reads it.
    private static readonly Scalar s_full = 255f;

    private readonly torch.Tensor _pixels;   // [N, T, I]
    private readonly torch.Tensor _labels;   // [N]

    /// <summary>Copies images, as a model reads them. They outlive the dispose scope that they are made in.</summary>
    public TorchImages(ImageSet images, SequenceClassifier model)
    {
        long[] shape = [images.Count, model.Steps, model.InputSize];
        _pixels = torch.tensor(images.Pixels, shape).DetachFromDisposeScope();
        _labels = torch.tensor(images.Labels.Select(label => (long)label).ToArray()).DetachFromDisposeScope();
    }

    /// <summary>The images at the given places, and their labels, [B]. Both belong to the innermost dispose scope.</summary>
    public (torch.Tensor Images, torch.Tensor Labels) Batch(IEnumerable<int> places)
    {
        torch.Tensor index = torch.tensor(places.Select(place => (long)place).ToArray());
        return (_pixels.index_select(0, index).to_type(torch.ScalarType.Float32).div(s_full), _labels.index_select(0, index));
    }

    /// <summary>Frees them.</summary>
    public void Dispose()
    {
        _pixels.Dispose();
        _labels.Dispose();
    }
}
