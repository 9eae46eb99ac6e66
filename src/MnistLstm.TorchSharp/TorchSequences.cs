using MnistLstm.Engine.Modules;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using TorchSharp;

namespace MnistLstm.TorchSharp;

/// <summary>Sequences in libtorch's memory, as they are stored; of bytes a batch is made into [B, T, I] values over 255, as torchvision's <c>ToTensor</c> has
/// them.</summary>
internal sealed class TorchSequences : IDisposable
{
    // Held here for good: TorchSharp does not keep a number alive while libtorch reads it.
    private static readonly Scalar s_full = 255f;

    private readonly torch.Tensor _values;   // [N, T, I]
    private readonly torch.Tensor _answers;  // [N] classes, or [N, K] targets

    /// <summary>Copies sequences, as a model reads them. They outlive the dispose scope that they are made in.</summary>
    public TorchSequences(SequenceSet set, SequenceClassifier model)
    {
        long[] shape = [set.Count, model.Steps, model.InputSize];
        _values = (set.Values == DatasetValues.Bytes ? torch.tensor(set.Bytes, shape) : torch.tensor(set.Floats, shape)).DetachFromDisposeScope();
        _answers = (set.Targets is { } targets ? torch.tensor(targets.Values, [targets.Count, targets.Width])
            : torch.tensor(set.Labels.Select(label => (long)label).ToArray())).DetachFromDisposeScope();
    }

    /// <summary>The sequences at the given places, and their classes, [B], or targets, [B, K]. Both belong to the innermost dispose scope.</summary>
    public (torch.Tensor Sequences, torch.Tensor Answers) Batch(IEnumerable<int> places)
    {
        torch.Tensor index = torch.tensor(places.Select(place => (long)place).ToArray());
        torch.Tensor stored = _values.index_select(0, index);
        torch.Tensor read = stored.dtype == torch.ScalarType.Byte ? stored.to_type(torch.ScalarType.Float32).div(s_full) : stored;
        return (read, _answers.index_select(0, index));
    }

    /// <summary>Frees them.</summary>
    public void Dispose()
    {
        _values.Dispose();
        _answers.Dispose();
    }
}
