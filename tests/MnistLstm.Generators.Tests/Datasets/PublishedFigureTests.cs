using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Tests.Datasets;

/// <summary>Which published figures go with which data: accuracies with classes, the RMSE with numbers to predict.</summary>
public class PublishedFigureTests
{
    [Fact]
    public void The_published_RMSE_reaches_the_row()
    {
        PublishedReference published = LoadedCatalog.Runs(
            Generated("dataset: wear\nreference: {source: a paper, test_rmse: 4.13e-2, test_losses: [.5], loss_unit: batch_means_per_sample}\n"))
            .Single().Reference!;
        Assert.Equal((0.0413, null, "batch_means_per_sample"), (published.TestRmse, published.TestAccuracy, published.LossUnit));
        Assert.Equal([0.5], published.TestLosses);
        Assert.Null(LoadedCatalog.Runs(Generated("reference: {source: a paper, test_accuracy: 0.9}\n")).Single().Reference!.TestRmse);
    }

    [Fact]
    public void A_published_RMSE_may_be_greater_than_1_and_alone() =>
        Assert.Equal(12.5, LoadedCatalog.Runs(Generated("dataset: wear\nreference: {source: a, test_rmse: 12.5}\n")).Single().Reference!.TestRmse);

    [Fact]
    public void A_published_RMSE_does_not_change_the_code_that_the_fingerprint_is_of() => Assert.Equal(
        LoadedCatalog.Runs(Generated("dataset: wear\n")).Single().CodeSha256,
        LoadedCatalog.Runs(Generated("dataset: wear\nreference: {source: a, test_rmse: 12.5}\n")).Single().CodeSha256);

    [Theory]
    [InlineData("dataset: wear\nreference:\n  source: a\n  test_accuracy: 0.9\n",
        "a.yaml(8,3): EXP116: 'test_accuracy' is for classes, but the data set 'wear' has 1 target; give 'test_rmse', or leave 'test_accuracy' out")]
    [InlineData("reference:\n  source: a\n  train_accuracies:\n    - 0.5\ndataset: wear\n",
        "a.yaml(7,3): EXP116: 'train_accuracies' is for classes, but the data set 'wear' has 1 target; give 'train_losses', or leave 'train_accuracies' out")]
    [InlineData("dataset: wear\nloss: l1_loss\nreference: {source: a, test_accuracies: [0.5, 0.6]}\n",
        "a.yaml(7,24): EXP116: 'test_accuracies' is for classes, but the data set 'wear' has 1 target; give 'test_losses', or leave 'test_accuracies' out")]
    [InlineData("reference:\n  source: a\n  test_rmse: 0.04\n",
        "a.yaml(7,3): EXP116: 'test_rmse' is for targets, but the data set 'mnist' has 10 classes; give 'test_accuracy', or leave 'test_rmse' out")]
    [InlineData("matrix: {dataset: [mnist-10k, fashion-mnist]}\nreference:\n  source: a\n  test_rmse: 0.04\n",
        "a.yaml(8,3): EXP116: 'test_rmse' is for targets, but the data set 'mnist-10k' has 10 classes; give 'test_accuracy', or leave 'test_rmse' out")]
    public void A_figure_that_does_not_go_with_the_data_is_an_error_at_its_line(string lines, string error) =>
        Assert.Equal([error], Generated(lines).Errors);

    [Fact]
    public void Every_figure_of_the_other_kind_is_named() => Assert.Equal(
        [
            "a.yaml(6,24): EXP116: 'test_accuracy' is for classes, but the data set 'wear' has 3 targets; give 'test_rmse', or leave 'test_accuracy' out",
            "a.yaml(6,61): EXP116: 'test_accuracies' is for classes, but the data set 'wear' has 3 targets; give 'test_losses', or leave 'test_accuracies' "
                + "out",
        ],
        Generated("dataset: wear\nreference: {source: a, test_accuracy: 0.9, test_rmse: 0.04, test_accuracies: [0.9]}\n", targets: 3).Errors);

    [Fact]
    public void Of_a_data_set_that_nobody_knows_no_figure_is_refused() => Assert.All(
        Generated("dataset: wears\nreference: {source: a, test_accuracy: 0.9, test_rmse: 0.04}\n").Errors, error => Assert.DoesNotContain("EXP116", error));

    [Theory]
    [InlineData("test_rmse: -0.1", "a.yaml(6,35): EXP007: 'test_rmse' must be a number at least 0, got -0.1")]
    [InlineData("test_rmse: low", "a.yaml(6,35): EXP006: 'test_rmse' must be a number at least 0, got 'low'")]
    [InlineData("rmse: 0.1", "a.yaml(6,24): EXP003: unknown key 'rmse'; did you mean 'test_rmse'?")]
    public void A_published_RMSE_is_a_number_of_at_least_0(string entry, string error) =>
        Assert.Equal([error], Generated($"dataset: wear\nreference: {{source: a, {entry}}}\n").Errors);

    private static GeneratorRun Generated(string lines, int targets = 1) =>
        GeneratorRun.Of([Manifests.OfNumbers("wear", targets), new SpecText("experiments/a.yaml", SpecText.Valid + lines)]);
}
