using System.Runtime.CompilerServices;
using MnistLstm.Engine;
using MnistLstm.Experiments.Generated;
using MnistLstm.Experiments.Generated.Quick;
using MnistLstm.Runner.Export;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Experiments.Tests.Api;

/// <summary>The program that docs/api.md shows, and that the page shows this very program.</summary>
public class TypedApiTests
{
    [Fact]
    public void The_program_of_the_page_trains_predicts_and_reads_weights()
    {
        // <program>
        Dataset data = DatasetLoader.Load("mnist-10k");
        using Lstm32Trainer trainer = new(data);
        foreach (EpochMetrics epoch in trainer.Run())
        {
            Console.WriteLine($"epoch {epoch.Epoch}/{Lstm32Trainer.Epochs}  loss {epoch.TrainLoss:F4}  test {epoch.TestAccuracy:P2}");
        }

        Prediction seen = trainer.Predict(data.Test.Image(0));
        Console.WriteLine($"the first test image shows a {data.Test.Labels[0]} and is taken for a {seen.Label}");
        Parameter bias = trainer.Model.Parameters["fc.bias"];
        Console.WriteLine($"{bias} begins with {bias.Values[0]}, {trainer.Model.weight_ih_l0} with {trainer.Model.weight_ih_l0.Values[0]}");
        // </program>

        Assert.Equal(Lstm32Trainer.Epochs, trainer.EpochsCompleted);
        Assert.Equal(data.Test.Labels[0], seen.Label);
        Assert.Same(trainer.Model.fc.bias, bias);
        Assert.Equal("lstm.weight_ih_l0 [128, 28]", trainer.Model.weight_ih_l0.ToString());
    }

    [Fact]
    public void Weights_copied_in_by_name_as_the_page_does_predict_as_they_did()
    {
        Dataset data = DatasetLoader.Load("mnist-10k");
        using TestRepository repository = new();
        string path = repository.PathOf("start.safetensors");
        using Lstm32Trainer trainer = new(data);
        IReadOnlyList<float> before = trainer.Predict(data.Test.Image(0)).Scores;
        ModelExport.Initial(ExperimentCatalog.Runs.Single(run => run.Name == "quick/lstm-32"), OutputFile.At(path, replace: true));
        trainer.Model.Parameters.Values.Clear();
        foreach (SafetensorsTensor tensor in SafetensorsReader.Read(path).Tensors)
        {
            tensor.Values().CopyTo(trainer.Model.Parameters[tensor.Name].Values);
        }

        trainer.Model.WeightsChanged();
        Assert.Equal(before, trainer.Predict(data.Test.Image(0)).Scores);
    }

    [Fact]
    public void The_page_shows_this_program()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryLayout.Find(AppContext.BaseDirectory).Root, "docs", "api.md")).ReplaceLineEndings("\n");
        string[] shown = Between(page, "```csharp\n#:project MnistLstm.Experiments.csproj\n", "```").Split("\n\n", 2);
        string source = Source();
        string[] usings = [.. shown[0].TrimEnd('\n').Split('\n')];
        Assert.All(usings, line => Assert.Contains(line + "\n", source, StringComparison.Ordinal));
        string[] lines = [.. Between(source, "// <program>\n", "        // </program>").Split('\n')
            .Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)];
        Assert.Equal(string.Join('\n', lines).TrimEnd('\n'), shown[1].TrimEnd('\n'));
    }

    private static string Between(string text, string begin, string end)
    {
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"no line '{begin.TrimEnd()}'");
        from += begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Source([CallerFilePath] string path = "") => File.ReadAllText(path).ReplaceLineEndings("\n");
}
