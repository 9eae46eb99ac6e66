using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>How a run starts in the exact engine: what an exported script compares PyTorch with.</summary>
/// <param name="WeightsSha256">SHA-256, lower-case hex, over the initial parameters: little-endian float32 in PyTorch's state_dict order.</param>
/// <param name="OrderSha256">SHA-256, lower-case hex, over the order of the first epoch's samples: little-endian int32.</param>
/// <param name="Losses">The mean loss of each of the first training steps' batches, in nats.</param>
internal sealed record PyTorchReference(string WeightsSha256, string OrderSha256, IReadOnlyList<double> Losses)
{
    /// <summary>The losses an exported script carries, if the training has as many steps.</summary>
    public const int Steps = 50;

    /// <summary>The figures that values are normalised with; null where they are read as they are.</summary>
    public Normalization? Normalization { get; init; }
}
