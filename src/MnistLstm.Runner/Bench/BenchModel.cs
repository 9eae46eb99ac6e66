using MnistLstm.Engine.Modules;

namespace MnistLstm.Runner.Bench;

/// <summary>The model of a shape, as the generator would emit it.</summary>
internal sealed class BenchModel : SequenceClassifier
{
    public const int Labels = 10;

    public BenchModel(BenchShape shape)
        : base(BenchData.Shape.Steps, BenchData.Shape.Features)
    {
        Lstm lstm = Add("lstm", new Lstm(BenchData.Shape.Features, shape.Hidden, shape.Layers, shape.Bidirectional));
        Add("last", new LastStep());
        Add("fc", new Linear(lstm.OutputSize, Labels));
    }
}
