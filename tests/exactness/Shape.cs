using MnistLstm.Engine.Modules;

/// <summary>One small training to be repeated everywhere. Sizes are odd on purpose; all stay under 20 million FMAs.</summary>
internal sealed record Shape(string Name, int Steps, int Hidden, int Layers, bool Bidirectional, int Batch, int Samples, bool Softmax)
{
    public const int InputSize = 28;

    public static IReadOnlyList<Shape> All { get; } =
    [
        new("one unit, batch 1", Steps: 28, Hidden: 1, Layers: 1, Bidirectional: false, Batch: 1, Samples: 6, Softmax: false),
        new("5 units", Steps: 28, Hidden: 5, Layers: 1, Bidirectional: false, Batch: 3, Samples: 14, Softmax: false),
        new("2x19 units, softmax, partial batch", Steps: 28, Hidden: 19, Layers: 1, Bidirectional: true, Batch: 7, Samples: 25, Softmax: true),
        new("33 units, 2 layers", Steps: 9, Hidden: 33, Layers: 2, Bidirectional: false, Batch: 6, Samples: 20, Softmax: false),
        new("2x16 units, 3 layers", Steps: 5, Hidden: 16, Layers: 3, Bidirectional: true, Batch: 5, Samples: 18, Softmax: false),
        new("70 units, batch 13", Steps: 4, Hidden: 70, Layers: 1, Bidirectional: false, Batch: 13, Samples: 40, Softmax: false),
        new("2x11 units, 2 layers, one step", Steps: 1, Hidden: 11, Layers: 2, Bidirectional: true, Batch: 8, Samples: 30, Softmax: true),
    ];

    public SequenceClassifier Build() => new ShapedModel(this);

    private sealed class ShapedModel : SequenceClassifier
    {
        public ShapedModel(Shape shape)
            : base(shape.Steps, Shape.InputSize)
        {
            Lstm lstm = Add("lstm", new Lstm(Shape.InputSize, shape.Hidden, shape.Layers, shape.Bidirectional));
            Add("last", new LastStep());
            Add("fc", new Linear(lstm.OutputSize, 10));
            if (shape.Softmax)
            {
                Add("softmax", new Softmax());
            }
        }
    }
}
