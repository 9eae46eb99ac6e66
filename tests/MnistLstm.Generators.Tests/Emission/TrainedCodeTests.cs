using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Emission;

/// <summary>Emitted trainers train like ones written by hand, to the last bit: what a spec says is what the engine is told.</summary>
public class TrainedCodeTests
{
    public static TheoryData<string, Func<ParameterSet, Optimizer>> Optimizers => new()
    {
        { "", p => new Adam(p, 0.01) },
        { "weight_decay: .5", p => new Adam(p, 0.01, weightDecay: 0.5) },
        { "optimizer: adamw", p => new AdamW(p, 0.01) },
        { "optimizer: adamw\nweight_decay: 0.1", p => new AdamW(p, 0.01, weightDecay: 0.1) },
        { "optimizer: sgd", p => new Sgd(p, 0.01) },
        { "optimizer: sgd\nmomentum: 9e-1", p => new Sgd(p, 0.01, momentum: 0.9) },
        { "optimizer: sgd\nmomentum: 0.9\nnesterov: true", p => new Sgd(p, 0.01, momentum: 0.9, nesterov: true) },
        { "optimizer: sgd\nmomentum: 0.9\nnesterov: true\nweight_decay: 0.1", p => new Sgd(p, 0.01, momentum: 0.9, nesterov: true, weightDecay: 0.1) },
        { "optimizer: rmsprop", p => new RmsProp(p, 0.01) },
        { "optimizer: rmsprop\nmomentum: 0.5\nweight_decay: 0.1", p => new RmsProp(p, 0.01, momentum: 0.5, weightDecay: 0.1) },
    };

    public static TheoryData<string, Func<IEnumerable<Module>>> Models => new()
    {
        { "cell: lstm\nreadout: last", () => [new Lstm(28, 8), new LastStep(), new Linear(8, 10)] },
        { "cell: gru", () => [new Gru(28, 8), new LastStep(), new Linear(8, 10)] },
        { "cell: rnn", () => [new Rnn(28, 8), new LastStep(), new Linear(8, 10)] },
        { "cell: gru\ndirection: bidirectional", () => [new Gru(28, 8, bidirectional: true), new LastStep(), new Linear(16, 10)] },
        { "cell: gru\ndirection: bidirectional\nreadout: final_states", () => [new Gru(28, 8, bidirectional: true), new FinalStates(), new Linear(16, 10)] },
        { "cell: rnn\nlayers: 2\ndropout: .5", () => [new Rnn(28, 8, 2, dropout: 0.5), new LastStep(), new Linear(8, 10)] },
        { "layers: 3\ndropout: 2e-1\ndirection: bidirectional\nreadout: final_states", () => [new Lstm(28, 8, 3, bidirectional: true, dropout: 0.2), new FinalStates(), new Linear(16, 10)] },
        { "model: [lstm: {hidden_size: 8}, readout: mean, linear: 10]", () => [new Lstm(28, 8), new MeanOverTime(), new Linear(8, 10)] },
        {
            "model: [lstm: {hidden_size: 6, direction: bidirectional}, dropout: .25, gru: {hidden_size: 5, layers: 2, dropout: 1e-1}, readout: last, linear: 7, relu, linear: 10]",
            () => [new Lstm(28, 6, bidirectional: true), new Dropout(0.25), new Gru(12, 5, 2, dropout: 0.1), new LastStep(), new Linear(5, 7), new Relu(), new Linear(7, 10)]
        },
        {
            "model: [dropout: 0.1, linear: 9, tanh, rnn: {hidden_size: 4}, rnn: {hidden_size: 3, direction: bidirectional}, readout: final_states, softmax, linear: 10, softmax]",
            () => [new Dropout(0.1), new Linear(28, 9), new Tanh(), new Rnn(9, 4), new Rnn(4, 3, bidirectional: true), new FinalStates(), new Softmax(), new Linear(6, 10), new Softmax()]
        },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_spec_s_optimizer_is_the_engine_s_with_the_same_numbers(string keys, Func<ParameterSet, Optimizer> optimizer) =>
        Assert.Equal(HandMadeTrainer.WeightsOf(new HandMadeTrainer(() => [new Lstm(28, 8), new LastStep(), new Linear(8, 10)], optimizer)), Weights(keys));

    [Theory]
    [MemberData(nameof(Models))]
    public void A_spec_s_network_is_the_engine_s_with_the_same_layers(string keys, Func<IEnumerable<Module>> modules) =>
        Assert.Equal(HandMadeTrainer.WeightsOf(new HandMadeTrainer(modules, p => new Adam(p, 0.01))), Weights(keys));

    [Fact]
    public void No_two_of_these_specs_train_alike()
    {
        // Without decay AdamW is Adam, and the first network is that of the optimizers.
        IEnumerable<string> specs = Optimizers.Select(row => (string)row[0]).Where(keys => keys != "optimizer: adamw").Concat(Models.Select(row => (string)row[0]).Skip(1));
        string[] weights = [.. specs.Select(Weights)];
        Assert.Equal(weights.Length, weights.Distinct().Count());
    }

    private static string Weights(string keys)
    {
        string valid = keys.StartsWith("model", StringComparison.Ordinal) ? SpecText.ValidBesideModel : SpecText.Valid;
        RunSpec run = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", valid + keys + "\n")).Single();
        return HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }));
    }
}
