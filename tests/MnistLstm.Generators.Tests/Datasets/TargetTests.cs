using Microsoft.CodeAnalysis;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Datasets;

/// <summary>Data sets with real targets, and the losses of specs over them.</summary>
public class TargetTests
{
    private const string OnWear = "dataset: wear\n";

    [Fact]
    public void A_run_puts_out_a_number_for_each_target_and_is_judged_by_the_mean_squared_error()
    {
        RunSpec run = LoadedCatalog.Runs(Generated(OnWear, targets: 3)).Single();
        Assert.Equal(("[B, 3]", 3, 0), ($"{run.Network.Output}", run.Data.Shape.Targets, run.Data.Classes.Count));
        Assert.Equal(("mse_loss", "mse_loss"), (run["loss"], run.Settings.Single(setting => setting.Key == "loss").Default));
        Assert.Equal((LossFunction.MseLoss, true), (run.Loss, run.PredictsNumbers));
        Assert.Equal(["train_inputs.npy", "train_targets.npy", "test_inputs.npy", "test_targets.npy"], run.Data.Files.Select(file => file.Name));
    }

    [Fact]
    public void The_loss_that_holds_anyhow_may_be_written_and_changes_nothing()
    {
        RunSpec said = LoadedCatalog.Runs(Generated(OnWear + "loss: mse_loss\n")).Single();
        RunSpec unsaid = LoadedCatalog.Runs(Generated(OnWear)).Single();
        Assert.Equal(unsaid.CodeSha256, said.CodeSha256);
        Assert.Equal(unsaid.Settings.Select(setting => (setting.Key, setting.Value, setting.Default)),
            said.Settings.Select(setting => (setting.Key, setting.Value, setting.Default)));
        Assert.Equal(LossFunction.SmoothL1Loss, LoadedCatalog.Runs(Generated(OnWear + "loss: smooth_l1_loss\n")).Single().Loss);
    }

    [Fact]
    public void A_family_varies_the_loss() => Assert.Equal(
        [LossFunction.MseLoss, LossFunction.L1Loss],
        LoadedCatalog.Runs(Generated(OnWear + "matrix: {loss: [mse_loss, l1_loss]}\n")).Select(run => run.Loss));

    [Theory]
    [InlineData("dataset: wear\nloss: cross_entropy\n",
        "a.yaml(6,7): EXP090: the loss 'cross_entropy' is for classes, but the data set 'wear' has 1 target; write 'loss: mse_loss', or leave 'loss' out")]
    [InlineData("dataset: mnist-10k\nloss: l1_loss\n",
        "a.yaml(6,7): EXP090: the loss 'l1_loss' is for targets, but the data set 'mnist-10k' has 10 classes; write 'loss: cross_entropy', or leave 'loss' "
            + "out")]
    [InlineData("dataset: wear\nhead: softmax\n",
        "a.yaml(6,7): EXP091: 'head: softmax' makes probabilities of classes, but the data set 'wear' has 1 target to predict; leave 'head' out")]
    [InlineData("label_smoothing: 0.1\ndataset: wear\n",
        "a.yaml(5,18): EXP100: 'label_smoothing' belongs to the cross-entropy of classes, but the data set 'wear' has 1 target to predict; leave "
            + "'label_smoothing' out")]
    [InlineData("class_weights: [1]\ndataset: wear\n",
        "a.yaml(5,16): EXP100: 'class_weights' belongs to the cross-entropy of classes, but the data set 'wear' has 1 target to predict; leave "
            + "'class_weights' out")]
    [InlineData("class_weights: [1, -1, 2]\n", "a.yaml(5,20): EXP007: item 2 of 'class_weights' must be a number at least 0, got -1")]
    [InlineData("class_weights: [0, 0.0, 0, -0, 0, -0.0, 0, 0, 0, 0e0]\n",
        "a.yaml(5,16): EXP115: all of 'class_weights' are 0, so no sample would count; give at least one class a number greater than 0")]
    [InlineData("class_weights: 2\n",
        "a.yaml(5,16): EXP006: 'class_weights' must be a list of numbers at least 0, one a class, got '2'; write it as [0.1, 0.2]")]
    [InlineData("dataset: wear\nloss: mseloss\n",
        "a.yaml(6,7): EXP008: 'loss' must be 'cross_entropy', 'mse_loss', 'l1_loss' or 'smooth_l1_loss', got 'mseloss'; did you mean 'mse_loss'?")]
    public void A_loss_or_a_head_that_does_not_fit_the_data_is_an_error_at_its_line(string lines, string error) =>
        Assert.Equal([error], Generated(lines).Errors);

    [Fact]
    public void A_model_is_held_to_the_targets() => Assert.Equal(
        ["a.yaml(7,5): EXP048: the model ends in 10 features, but the data set 'wear' has 2 targets to predict; write 'linear: 2', or add '- linear: 2' at the "
            + "end"],
        GeneratorRun.Of([Manifests.OfNumbers("wear", targets: 2), new SpecText("experiments/a.yaml",
            SpecText.ValidBesideModel + "model:\n  - lstm: {hidden_size: 4}\n  - readout: last\n  - linear: 10\n" + OnWear)]).Errors);

    [Fact]
    public void Classes_and_targets_in_one_family_are_refused() => Assert.Contains(
        "'mnist-10k' has 28 steps of 28 and 10 classes and 'wear' has 12 steps of 3 and 1 target",
        GeneratorRun.Of([Manifests.OfNumbers("wear"), new SpecText("experiments/a.yaml",
            SpecText.Valid + "matrix: {dataset: [mnist-10k, wear]}\n")]).Errors[0]);

    [Fact]
    public void A_manifest_has_classes_or_targets()
    {
        string text = Manifests.Text();
        Assert.Equal(
            ["wear.yaml(1,1): EXP005: a manifest needs the key 'classes' (a list of 2 to 10000 names, or else 'targets')"],
            GeneratorRun.Of([new SpecText("datasets/wear.yaml", text.Replace("classes: [walking, sitting, lying down]\n", ""))]).Errors);
        Assert.Contains("wear.yaml(1,1): EXP092: a sequence has a class or targets, but 'classes' stands on line 4 and 'targets' here; keep one of the two",
            GeneratorRun.Of([new SpecText("datasets/wear.yaml", "targets: 1\n" + text)]).Errors);
        Assert.Equal(["wear.yaml(3,10): EXP007: 'targets' must be an integer from 1 to 10000, got 0"],
            GeneratorRun.Of([Manifests.OfNumbers("wear", targets: 0)]).Errors);
    }

    [Fact]
    public void The_fingerprint_tells_targets_from_classes() => Assert.NotEqual(
        LoadedCatalog.Runs(Generated(OnWear, targets: 2)).Single().Data.Fingerprint,
        LoadedCatalog.Runs(GeneratorRun.Of([Manifests.Of("wear", classes: "[a, b]"), Spec(OnWear)])).Single().Data.Fingerprint);

    [Fact]
    public void Code_anywhere_finds_the_number_of_targets()
    {
        Compilation compilation = Generated(OnWear, targets: 4).Compile(
            "namespace MnistLstm.Experiments { class Uses { const int Numbers = Wear.Targets * Wear.Steps; object Data => Wear.Definition; } }");
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    private static GeneratorRun Generated(string lines, int targets = 1) => GeneratorRun.Of([Manifests.OfNumbers("wear", targets), Spec(lines)]);

    private static SpecText Spec(string lines) => new("experiments/a.yaml", SpecText.Valid + lines);
}
