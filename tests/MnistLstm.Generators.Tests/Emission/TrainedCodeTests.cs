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

    public static TheoryData<string, Func<Module>, Func<Readout>> Models => new()
    {
        { "cell: lstm\nreadout: last", () => new Lstm(28, 8), () => new LastStep() },
        { "cell: gru", () => new Gru(28, 8), () => new LastStep() },
        { "cell: rnn", () => new Rnn(28, 8), () => new LastStep() },
        { "cell: gru\ndirection: bidirectional", () => new Gru(28, 8, bidirectional: true), () => new LastStep() },
        { "cell: gru\ndirection: bidirectional\nreadout: final_states", () => new Gru(28, 8, bidirectional: true), () => new FinalStates() },
        { "cell: rnn\nlayers: 2\ndropout: .5", () => new Rnn(28, 8, 2, dropout: 0.5), () => new LastStep() },
        { "layers: 3\ndropout: 2e-1\ndirection: bidirectional\nreadout: final_states", () => new Lstm(28, 8, 3, bidirectional: true, dropout: 0.2), () => new FinalStates() },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_spec_s_optimizer_is_the_engine_s_with_the_same_numbers(string keys, Func<ParameterSet, Optimizer> optimizer) =>
        Assert.Equal(HandMadeTrainer.WeightsOf(new HandMadeTrainer(() => new Lstm(28, 8), () => new LastStep(), optimizer)), Weights(keys));

    [Theory]
    [MemberData(nameof(Models))]
    public void A_spec_s_network_is_the_engine_s_with_the_same_layers(string keys, Func<Module> recurrent, Func<Readout> readout) =>
        Assert.Equal(HandMadeTrainer.WeightsOf(new HandMadeTrainer(recurrent, readout, p => new Adam(p, 0.01))), Weights(keys));

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
        RunSpec run = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + keys + "\n")).Single();
        return HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }));
    }
}
