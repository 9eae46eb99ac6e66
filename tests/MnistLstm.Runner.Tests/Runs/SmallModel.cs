using MnistLstm.Engine.Modules;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A model that is trained in no time.</summary>
internal sealed class SmallModel : SequenceClassifier
{
    public SmallModel()
        : base(steps: 28, inputSize: 28)
    {
        Add("lstm", new Lstm(inputSize: 28, hiddenSize: 4, numLayers: 1, bidirectional: true));
        Add("last", new LastStep());
        Add("fc", new Linear(inFeatures: 8, outFeatures: 10));
    }
}
