using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Benchmark;

/// <summary>A network of LSTM layers and its batches.</summary>
internal sealed record Shape(int Hidden, int Layers, bool Bidirectional, int Batch, int Steps)
{
    /// <summary>I: an image is 784 values, row after row.</summary>
    public int Features => 784 / Steps;

    /// <summary>Read from a word such as <c>512x1x100</c>, <c>64x2x50bi</c>, or <c>128x1x100t784</c>.</summary>
    public static Shape Parse(string word)
    {
        string[] parts = word.Split('t');
        bool bidirectional = parts[0].EndsWith("bi", StringComparison.Ordinal);
        int[] numbers = [.. (bidirectional ? parts[0][..^2] : parts[0]).Split('x').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        return new Shape(numbers[0], numbers[1], bidirectional, numbers[2], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 28);
    }

    /// <summary>The row of the catalog that the runner would reckon with.</summary>
    public RunSpec Spec()
    {
        Network network = new NetworkBuilder(Steps, Features).Recurrent("lstm", Hidden, Layers, Bidirectional).Readout("last").Linear(10).Build();
        (string Key, string Value)[] settings =
        [
            ("hidden_size", Text(Hidden)), ("layers", Text(Layers)), ("direction", Bidirectional ? "bidirectional" : "forward"), ("batch_size", Text(Batch)),
            ("input_size", Text(Features)),
        ];
        return new RunSpec
        {
            Name = ToString(), Experiment = "memory", SpecPath = "", SpecSha256 = "", CodeSha256 = "", Dataset = "mnist-10k", Epochs = 1, Seed = 0,
            Network = network,
            Settings = [.. settings.Select(setting => new Setting(setting.Key, setting.Value, null, null))],
            CreateModel = () => new ShapeTrainer.LstmModel(this), CreateTrainer = (_, _) => throw new NotSupportedException(), ModelCode = () => "",
            TorchSharpCode = () => "",
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Hidden}x{Layers}x{Batch}{(Bidirectional ? "bi" : "")}t{Steps}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
