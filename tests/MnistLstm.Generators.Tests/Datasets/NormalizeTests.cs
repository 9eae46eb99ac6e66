using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Datasets;

/// <summary>The keys that say what is done to the data before a model reads it.</summary>
public class NormalizeTests
{
    [Theory]
    [InlineData("train", "train", "Normalize = Normalization.OfTraining,")]
    [InlineData("{mean: 0.1307, std: 0.3081}", "{mean: 0.1307, std: 0.3081}", "Normalize = new Normalization([0.1307], [0.3081]),")]
    [InlineData("{std: [3e-1], mean: .5}", "{mean: 0.5, std: 0.3}", "Normalize = new Normalization([.5], [3e-1]),")]
    public void A_value_has_one_canonical_text_and_stands_in_the_plan(string value, string canonical, string emitted)
    {
        GeneratorRun run = GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + $"normalize: {value}\n");
        Assert.Contains(emitted, run.Sources["Models/a.g.cs"]);
        Assert.Equal(canonical, LoadedCatalog.Runs(run).Single()["normalize"]);
    }

    [Theory]
    [InlineData("tran", "(5,12): EXP006: 'normalize' must be 'none', 'train', or {mean: ..., std: ...}, got 'tran'; did you mean 'train'?")]
    [InlineData("[1, 2]", "(5,12): EXP006: 'normalize' must be 'none', 'train', or {mean: ..., std: ...}, got a list")]
    [InlineData("{mean: 1}", "(5,12): EXP005: 'normalize' needs the key 'std' (a number greater than 0, or a list of them, one a feature)")]
    [InlineData("{mean: 1, std: 0}", "(5,27): EXP007: 'std' must be a number greater than 0, or a list of them, one a feature, got 0")]
    [InlineData("{mean: [], std: 1}", "(5,19): EXP006: 'mean' must be a number, or a list of numbers, one a feature, got an empty list")]
    public void What_is_no_normalisation_is_refused_at_its_place(string value, string error) =>
        Assert.Equal([$"a.yaml{error}"], GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + $"normalize: {value}\n").Errors);

    [Fact]
    public void Runs_cannot_differ_in_it() => Assert.Equal(
        ["a.yaml(5,10): EXP028: 'normalize' cannot stand in 'matrix'; give it once, for all runs"],
        GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + "matrix: {normalize: [none, train]}\n").Errors);

    [Fact]
    public void One_figure_a_feature_is_as_many_as_the_data_has()
    {
        string spec = SpecText.Valid + "dataset: har\nnormalize: {mean: [1, 2, 3], std: 2}\n";
        Assert.Empty(GeneratorRun.Of([Manifests.Of("har"), new SpecText("experiments/a.yaml", spec)]).Errors);
        Assert.Equal(
            ["a.yaml(6,12): EXP057: 'normalize' has 3 values of 'mean', but the data set 'har' has 4 features; give one value, or one a feature"],
            GeneratorRun.Of([Manifests.Of("har", features: 4), new SpecText("experiments/a.yaml", spec)]).Errors);
    }

    [Fact]
    public void Runs_can_differ_in_the_permutation()
    {
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + "matrix: {permutation: [0, 7]}\n"));
        Assert.Equal(["0", "7"], runs.Select(run => run["permutation"]));
    }
}
