using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Training.Tests;

public class RunFamilyTests
{
    private static readonly FamilyNetwork s_model =
        new(new NetworkBuilder(28, 28).Recurrent("lstm", 8).Readout("last").Linear(10).Build(), new string('c', 64), () => "// code", () => "// module");

    private static readonly RunFamily s_family = new()
    {
        Experiment = "f",
        SpecPath = "experiments/f.yaml",
        SpecSha256 = new string('a', 64),
        Settings =
        [
            new Setting("learning_rate", "", null, null), new Setting("epochs", "3", null, 2), new Setting("seed", "0", "0", null),
            new Setting("dataset", "mnist", "mnist", null), new Setting("train_samples", "all", "all", null), new Setting("test_samples", "20", "all", 4),
            new Setting("validation_samples", "5", "0", 9), new Setting("early_stopping_patience", "2", "0", 10),
        ],
    };

    [Fact]
    public void A_run_has_the_family_s_values_with_its_own_in_their_place()
    {
        RunSpec run = Run("learning_rate=1E-05,train_samples=10,seed=-3", 5, 6, 7);
        Assert.Equal("f[learning_rate=1E-05,train_samples=10,seed=-3]", run.Name);
        Assert.Equal(("1E-05", "3", "-3"), (run["learning_rate"], run["epochs"], run["seed"]));
        Assert.Equal((10, 20, 5, 3, -3L, 1306), (run.TrainSamples, run.TestSamples, run.ValidationSamples, run.Epochs, run.Seed, run.Parameters));
        Assert.Equal([5, 2, 7, null, 6, 4, 9, 10], run.Settings.Select(setting => setting.Line));
        Assert.Equal(2, run.EarlyStoppingPatience);
        Assert.Equal(("// code", "// module"), (run.ModelCode(), run.TorchSharpCode()));
    }

    [Fact]
    public void One_run_leaves_the_next_alone()
    {
        Run("epochs=9", 1);
        Assert.Equal("3", Run("seed=1", 1)["epochs"]);
    }

    [Theory]
    [InlineData("layers=1", "f: 'layers=1' in 'layers=1' is not a 'key=value' of this family")]
    [InlineData("epochs", "f: 'epochs' in 'epochs' is not a 'key=value' of this family")]
    [InlineData("epochs=1,seed=2", "f: expected a line for each of 'epochs=1,seed=2', got 1")]
    public void What_is_no_list_of_its_keys_is_refused(string values, string error) =>
        Assert.StartsWith(error, Assert.Throws<ArgumentException>(() => Run(values, 1)).Message, StringComparison.Ordinal);

    private static RunSpec Run(string values, params int[] lines) =>
        s_family.Run(s_model, values, lines, () => throw new InvalidOperationException("not asked for"),
            (_, _) => throw new InvalidOperationException("not asked for"));
}
