using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

/// <summary>The engine's model of a golden setup, initialised from its seed; layers are named as in the scripts.</summary>
internal sealed class GoldenModel : SequenceClassifier
{
    public GoldenModel(GoldenSetup setup)
        : this(setup.Steps, setup.InputSize, setup.HiddenSize, setup.Layers, setup.Bidirectional, setup.HasSoftmax(), setup.Seed)
    {
        foreach (ref float weight in Parameters.Values)
        {
            weight *= setup.Gain;
        }

        WeightsChanged();
    }

    public GoldenModel(int steps, int inputSize, int hiddenSize, int layers, bool bidirectional, bool softmax, long seed)
        : base(steps, inputSize)
    {
        Add("lstm", new Lstm(inputSize, hiddenSize, layers, bidirectional));
        Add("last", new LastStep());
        Add("fc", new Linear(bidirectional ? 2 * hiddenSize : hiddenSize, SyntheticBatch.Classes));
        if (softmax)
        {
            Add("softmax", new Softmax());
        }

        Initialize(new Mt19937(seed));
    }
}
