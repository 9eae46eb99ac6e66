using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

/// <summary>The engine's model of a golden setup, initialised from its seed; layers are named as in the scripts.</summary>
internal sealed class GoldenModel : SequenceClassifier
{
    public GoldenModel(GoldenSetup setup)
        : base(setup.Steps, setup.InputSize)
    {
        Recurrent = Add(setup.Cell, RecurrentOf(setup));
        if (setup.OutputDropout > 0)
        {
            Add("dropout", new Dropout(setup.OutputDropout));
        }

        Add("readout", ReadoutOf(setup));
        Add("fc", new Linear(setup.Features, SyntheticBatch.Classes));
        if (setup.HasSoftmax())
        {
            Add("softmax", new Softmax());
        }

        Random = new Mt19937(setup.Seed);
        Initialize(Random);
        foreach (ref float weight in Parameters.Values)
        {
            weight *= setup.Gain;
        }

        WeightsChanged();
    }

    public Recurrent Recurrent { get; }

    /// <summary>The generator that initialised the model.</summary>
    public Mt19937 Random { get; }

    private static Recurrent RecurrentOf(GoldenSetup s) => s.Cell switch
    {
        "lstm" => new Lstm(s.InputSize, s.HiddenSize, s.Layers, s.Bidirectional, s.Dropout),
        "gru" => new Gru(s.InputSize, s.HiddenSize, s.Layers, s.Bidirectional, s.Dropout),
        "rnn" => new Rnn(s.InputSize, s.HiddenSize, s.Layers, s.Bidirectional, s.Dropout),
        _ => throw new InvalidDataException($"{s.Name}: expected cell lstm, gru or rnn, got {s.Cell}"),
    };

    private static Readout ReadoutOf(GoldenSetup s) => s.Readout switch
    {
        "last" => new LastStep(),
        "final_states" => new FinalStates(),
        "mean" => new MeanOverTime(),
        _ => throw new InvalidDataException($"{s.Name}: expected readout last, final_states or mean, got {s.Readout}"),
    };
}
