using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine;

/// <summary>One trained tensor of a model, float32, row-major, under PyTorch's state_dict name.</summary>
public sealed unsafe class Parameter
{
    private PinnedBuffer? _values;
    private PinnedBuffer? _gradients;
    private int _first;

    internal Parameter(string name, params int[] shape)
    {
        Name = name;
        Shape = shape;
        Count = shape.Aggregate(1, (product, size) => checked(product * size));
    }

    /// <summary>The name within its model: <c>lstm.weight_ih_l0</c>.</summary>
    public string Name { get; internal set; }

    /// <summary>The sizes, as PyTorch's <c>shape</c>: [4·H, I] for <c>weight_ih_l0</c>.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>
    /// The values, row-major. Writing them changes the model; call <see cref="Modules.SequenceClassifier.WeightsChanged"/> afterwards. A span that
    /// you hold keeps its memory, even when the model is gone.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    /// <exception cref="InvalidOperationException">The parameter is in no model yet.</exception>
    public Span<float> Values => Memory(_values).Span(_first, Count);

    /// <summary>The gradient of the last training step, in the same layout.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    /// <exception cref="InvalidOperationException">The parameter is in no model yet.</exception>
    public ReadOnlySpan<float> Gradient => Memory(_gradients).Span(_first, Count);

    /// <summary>Whether the parameter can change the scores; if not, its gradient is always +0. Known once the model is in an execution.</summary>
    internal bool IsReached { get; set; } = true;

    internal float* ValuePointer => Memory(_values).Pointer + _first;

    internal float* GradientPointer => Memory(_gradients).Pointer + _first;

    /// <summary>Gives the parameter its place in the memory of a set.</summary>
    internal void Attach(PinnedBuffer values, PinnedBuffer gradients, int first)
    {
        _values = values;
        _gradients = gradients;
        _first = first;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";

    private PinnedBuffer Memory(PinnedBuffer? buffer)
    {
        if (buffer == null)
        {
            throw new InvalidOperationException($"the parameter {Name} has no memory yet: add its module to a model and ask for the model's parameters first");
        }

        if (buffer.Pointer == null)
        {
            throw new ObjectDisposedException(Name, "the parameter's model was disposed of");
        }

        return buffer;
    }
}
