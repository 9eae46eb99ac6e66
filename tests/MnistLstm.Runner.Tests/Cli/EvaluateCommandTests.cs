using System.Text.Json;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>evaluate, predict and data show over a real model of a few random images.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private static readonly RunSpec s_tiny = TinyRun.Spec();
    private readonly CommandHarness _app = new(s_tiny, Specs.Make("f[seed=1]", experiment: "f", seed: 1), Specs.Make("f[seed=2]", experiment: "f", seed: 2));
    private readonly Dataset _data = TinyRun.Data();

    public EvaluateCommandTests()
    {
        _app.Load = (_, _) => _data;
        _app.OpenTrained = (spec, data) => spec.CreateTrainer(data, new TrainingOptions());
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public void The_figures_the_classes_and_the_confusion_matrix_are_printed_with_drawings()
    {
        Assert.Equal(0, _app.Run("evaluate", "tiny"));
        Assert.Matches(@"^test [0-9.]+ %   loss [0-9.]+   macro F1 [0-9.]+   7 samples\n", _app.Output);
        Assert.Contains("\nclass  samples  precision  recall      F1\n", _app.Output);
        Assert.Contains("rows: the class; columns: what it was taken for\n", _app.Output);
        Assert.Contains("most wrong\n#", _app.Output);
        Assert.All(_app.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Equal("", _app.Error);
    }

    [Fact]
    public void Json_has_all_of_it()
    {
        Assert.Equal(0, _app.Run("evaluate", "tiny", "--on", "train", "--format", "json"));
        JsonElement root = JsonDocument.Parse(_app.Output).RootElement;
        Assert.Equal(("tiny", "train", 23), (root.GetProperty("name").GetString(), root.GetProperty("on").GetString(), root.GetProperty("samples").GetInt32()));
        Assert.Equal(10, root.GetProperty("classes").GetArrayLength());
        Assert.Equal(23, root.GetProperty("classes").EnumerateArray().Sum(c => c.GetProperty("taken_for").EnumerateArray().Sum(count => count.GetInt32())));
        Assert.Equal(10, root.GetProperty("most_wrong")[0].GetProperty("probabilities").GetArrayLength());
    }

    [Fact]
    public void Csv_has_a_record_a_class()
    {
        Assert.Equal(0, _app.Run("evaluate", "tiny", "--format", "csv"));
        string[] lines = _app.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, lines.Length);
        Assert.Equal(
            "name,on,class,samples,precision,recall,f1," + string.Join(',', Enumerable.Range(0, 10).Select(label => $"taken_for_{label}")),
            lines[0]);
    }

    [Fact]
    public void Markdown_has_the_figures_the_classes_the_confusion_matrix_and_the_mistakes()
    {
        Assert.Equal(0, _app.Run("evaluate", "tiny", "--format", "md", "--worst", "2"));
        Assert.Matches(@"^test [0-9.]+ %   loss [0-9.]+   macro F1 [0-9.]+   7 samples\n\n", _app.Output);
        string[] tables = _app.Output.Split("\n\n");
        Assert.Equal(["| class | samples | precision | recall | F1 |", "Rows: the class. Columns: what it was taken for."],
            tables[1..3].Select(table => table.Split('\n')[0]));
        Assert.StartsWith("|  | 0 | 1 | 2 |", tables[3]);
        Assert.Matches(@"^\| most wrong \| class \| taken for \| score \| its own \|\n[^\n]*\n(\| #\d \|[^\n]*\n){2}$", tables[4]);
    }

    [Fact]
    public void Figures_that_are_not_the_stored_ones_are_news()
    {
        _app.Runs.Holds(s_tiny);
        Assert.Equal(0, _app.Run("evaluate", "tiny"));
        Assert.Contains("the stored test loss of these weights is 0.3, here it is ", _app.Error);
    }

    [Fact]
    public void Interrupted_it_ends_130_and_prints_no_figures()
    {
        _app.Signal.Cancel();
        Assert.Equal(130, _app.Run("evaluate", "tiny"));
        Assert.Equal(("", "interrupted\n"), (_app.Output, _app.Error));
    }

    [Fact]
    public void A_part_that_the_run_has_not_ends_2()
    {
        Assert.Equal(2, _app.Run("evaluate", "tiny", "--on", "validation"));
        Assert.Contains("tiny has no validation part", _app.Error);
    }

    [Fact]
    public void A_family_ends_2_and_names_its_runs()
    {
        Assert.Equal(2, _app.Run("evaluate", "f"));
        Assert.Contains("'f' means 2 runs; name one", _app.Error);
        Assert.Contains("'f[seed=1]'", _app.Error);
    }

    [Fact]
    public void Missing_data_ends_4()
    {
        _app.Load = (_, _) =>
            throw DatasetLocator.Locate(DatasetCatalog.Mnist, new DataPlaces { Folders = [Path.Combine(_app.Root, "data")] }).ToMissingException();
        Assert.Equal(4, _app.Run("evaluate", "tiny"));
        Assert.Equal("", _app.Output);
    }

    [Fact]
    public void A_sample_is_predicted_with_its_scores_as_bars()
    {
        Assert.Equal(0, _app.Run("predict", "tiny", "--index", "3"));
        Assert.Matches(@"^test #3  [0-9](; it is 3|, which it is)\n", _app.Output);
        Assert.Matches(@"\n  9  +[0-9.]+ %", _app.Output);
        Assert.Contains("█", _app.Output);
    }

    [Fact]
    public void The_probabilities_of_several_samples_are_json()
    {
        Assert.Equal(0, _app.Run("predict", "tiny", "--index", "0", "--index", "1", "--on", "train", "--format", "json"));
        JsonElement predictions = JsonDocument.Parse(_app.Output).RootElement.GetProperty("predictions");
        Assert.Equal(["train #0", "train #1"], predictions.EnumerateArray().Select(p => p.GetProperty("image").GetString()));
        Assert.All(predictions.EnumerateArray(), p => Assert.Equal(1, p.GetProperty("probabilities").EnumerateArray().Sum(value => value.GetDouble()), 6));
    }

    [Fact]
    public void Nothing_to_predict_ends_2() => Assert.Equal(2, _app.Run("predict", "tiny"));

    [Fact]
    public void A_sample_that_is_not_there_ends_2_with_those_there_are()
    {
        Assert.Equal(2, _app.Run("predict", "tiny", "--index", "7"));
        Assert.Contains("--index 7: the test part of tiny has the samples 0 to 6", _app.Error);
    }

    [Fact]
    public void A_picture_that_is_not_there_ends_1_and_is_named()
    {
        string file = Path.Combine(_app.Root, "gone.png");
        Assert.Equal(1, _app.Run("predict", "tiny", file));
        Assert.Contains(file, _app.Error);
    }

    [Fact]
    public void Data_show_counts_the_labels_and_draws_samples()
    {
        Assert.Equal(0, _app.Run("data", "show", "mnist-10k", "--count", "2"));
        Assert.StartsWith("mnist-10k, train: 23 samples of 28 × 28\n", _app.Output, StringComparison.Ordinal);
        Assert.Contains("\n0            3  ", _app.Output);
        Assert.Contains("#0 a 0", _app.Output);
        Assert.Contains("#1 a 1", _app.Output);
    }
}
