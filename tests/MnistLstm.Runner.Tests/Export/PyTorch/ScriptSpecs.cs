using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Export.PyTorch;

/// <summary>Runs with every setting, as the generator would make them, and a trainer where one is needed.</summary>
internal static class ScriptSpecs
{
    public static readonly PyTorchReference Reference =
        new(new string('1', 64), new string('2', 64), [2.302585093, 2.25, 1.0 / 3, 0.0000004, 12.5, 1, 0.1234567891]);

    private static readonly (string Key, string Value)[] Defaults =
    [
        ("hidden_size", "128"), ("layers", "1"), ("direction", "forward"), ("batch_size", "100"), ("learning_rate", "0.01"), ("epochs", "10"), ("seed", "0"),
        ("dataset", "mnist"), ("train_samples", "all"), ("test_samples", "all"), ("validation_samples", "0"), ("input_size", "28"), ("cell", "lstm"), ("dropout", "0"), ("readout", "last"), ("head", "linear"),
        ("optimizer", "adam"), ("weight_decay", "0"), ("momentum", "0"), ("nesterov", "false"), ("clip_grad_norm", "0"), ("lr_scheduler", "none"), ("step_size", "none"), ("gamma", "0.1"), ("t_max", "epochs"), ("eta_min", "0"),
        ("start_factor", "0.3333333333333333"), ("end_factor", "1"), ("total_iters", "5"), ("evaluate", "each_epoch"), ("early_stopping_patience", "0"),
    ];

    /// <summary>A run with these settings, the others at the values of lstm-128.</summary>
    public static RunSpec Make(string name, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string> values = Defaults.Concat(settings).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value);
        return Specs.Make(name, dataset: values["dataset"], epochs: int.Parse(values["epochs"]), seed: long.Parse(values["seed"]), validation: int.Parse(values["validation_samples"])) with
        {
            Settings = [.. Defaults.Select(s => new Setting(s.Key, values[s.Key], s.Value, null))],
            TrainSamples = Count(values["train_samples"]),
            TestSamples = Count(values["test_samples"]),
            EarlyStoppingPatience = int.Parse(values["early_stopping_patience"]),
            CreateModel = () => new Stacked(Flat(values), int.Parse(values["input_size"])),
        };
    }

    /// <summary>A run of a stack of modules, with their names.</summary>
    public static RunSpec Stack(Func<IEnumerable<(string, Module)>> modules) => Make("stack") with { CreateModel = () => new Stacked(modules()) };

    /// <summary>The same with a trainer for it: a small LSTM, batches of 64.</summary>
    public static RunSpec Trainable(int epochs, int trainSamples, double learningRate = 0.01)
    {
        RunSpec spec = Make("small", ("dataset", "mnist-10k"), ("epochs", $"{epochs}"), ("train_samples", $"{trainSamples}"), ("seed", "3"));
        TrainingPlan plan = new() { BatchSize = 64, Epochs = epochs, Seed = 3, TrainSamples = trainSamples, TestSamples = 64 };
        return spec with { CreateModel = () => new Specs.SmallModel(), CreateTrainer = (data, options) => new SmallTrainer(data, options, plan, learningRate) };
    }

    /// <summary>Random images, the same at every call.</summary>
    public static Dataset Noise(int count)
    {
        byte[] pixels = new byte[count * ImageSet.ImageSize];
        new Random(1).NextBytes(pixels);
        ImageSet images = new(pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);
        return new Dataset("noise", images, images, new string('0', 64));
    }

    private static IEnumerable<(string Name, Module Module)> Flat(Dictionary<string, string> values)
    {
        int input = int.Parse(values["input_size"]);
        (int hidden, int layers, bool both) = (int.Parse(values["hidden_size"]), int.Parse(values["layers"]), values["direction"] == "bidirectional");
        double dropout = double.Parse(values["dropout"], System.Globalization.CultureInfo.InvariantCulture);
        Recurrent recurrent = values["cell"] switch
        {
            "lstm" => new Lstm(input, hidden, layers, both, dropout),
            "gru" => new Gru(input, hidden, layers, both, dropout),
            _ => new Rnn(input, hidden, layers, both, dropout),
        };
        yield return (values["cell"], recurrent);
        yield return ("readout", values["readout"] == "last" ? new LastStep() : new FinalStates());
        yield return ("fc", new Linear(recurrent.OutputSize, 10));
        if (values["head"] == "softmax")
        {
            yield return ("softmax", new Softmax());
        }
    }

    private static int? Count(string value) => value == "all" ? null : int.Parse(value);

    private sealed class Stacked : SequenceClassifier
    {
        public Stacked(IEnumerable<(string Name, Module Module)> modules, int inputSize = ImageSet.Columns) : base(ImageSet.ImageSize / inputSize, inputSize)
        {
            foreach ((string name, Module module) in modules)
            {
                Add(name, module);
            }
        }
    }

    private sealed class SmallTrainer(Dataset data, TrainingOptions options, TrainingPlan plan, double learningRate)
        : Trainer<Specs.SmallModel>(data, options, plan)
    {
        protected override Specs.SmallModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, learningRate);
    }
}
