namespace MnistLstm.Engine;

/// <summary>One trained tensor of a model, float32, row-major, under PyTorch's state_dict name.</summary>
public sealed unsafe class Parameter
{
    private float* _values;
    private float* _gradient;

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

    /// <summary>The values, row-major. Writing them changes the model; call <see cref="Modules.SequenceClassifier.WeightsChanged"/> afterwards.</summary>
    public Span<float> Values => new(Alive(_values), Count);

    /// <summary>The gradient of the last training step, in the same layout.</summary>
    public ReadOnlySpan<float> Gradient => new(Alive(_gradient), Count);

    /// <summary>Whether the parameter can change the scores; if not, its gradient is always +0. Known once the model is in an execution.</summary>
    internal bool IsReached { get; set; } = true;

    internal float* ValuePointer => _values;

    internal float* GradientPointer => _gradient;

    internal void Attach(float* values, float* gradient)
    {
        _values = values;
        _gradient = gradient;
    }

    private float* Alive(float* memory) =>
        memory == null ? throw new ObjectDisposedException(Name, "the parameter has no memory: its model was disposed of, or its parameters were not laid out yet") : memory;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
