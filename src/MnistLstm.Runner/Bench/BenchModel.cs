using MnistLstm.Engine.Modules;

namespace MnistLstm.Runner.Bench;

/// <summary>The model of a shape, as the generator would emit it.</summary>
internal sealed class BenchModel : SequenceClassifier
{
    public const int Labels = 10;

    public BenchModel(BenchShape shape)
        : base(shape.Steps, shape.Features)
    {
        Recurrent recurrent = shape.Cell switch
        {
            "lstm" => new Lstm(shape.Features, shape.Hidden, shape.Layers, shape.Bidirectional, shape.Dropout),
            "gru" => new Gru(shape.Features, shape.Hidden, shape.Layers, shape.Bidirectional, shape.Dropout),
            _ => new Rnn(shape.Features, shape.Hidden, shape.Layers, shape.Bidirectional, shape.Dropout),
        };
        Add(shape.Cell, recurrent);
        Add("last", new LastStep());
        Add("fc", new Linear(recurrent.OutputSize, shape.Classes));
    }
}
