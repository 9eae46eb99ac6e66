using VerifyXunit;
using Microsoft.CodeAnalysis;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Datasets;

/// <summary>Data sets of manifests, from their YAML to the catalog.</summary>
public class ManifestTests
{
    private const string OnHar = "dataset: har\n";

    [Fact]
    public void A_run_has_the_shape_of_its_data()
    {
        RunSpec run = LoadedCatalog.Runs(Generated(OnHar)).Single();
        Assert.Equal(("har", "datasets/har.yaml", 12, 3), (run.Data.Name, run.Data.Manifest, run.Data.Steps, run.Data.Features));
        Assert.Equal(["walking", "sitting", "lying down"], run.Data.Classes);
        Assert.Equal((40, 9), (run.Data.TrainCount, run.Data.TestCount));
        Assert.Equal("[B, 12, 3]", $"{run.Network.Input}");
        Assert.Equal("[B, 3]", $"{run.Network.Output}");
        Assert.Equal(("3", "3"), (run["input_size"], run.Settings.Single(setting => setting.Key == "input_size").Default));
        using Engine.Modules.SequenceClassifier model = run.CreateModel();
        Assert.Equal((12, 3), (model.Steps, model.InputSize));
    }

    [Fact]
    public void Its_fingerprint_is_of_its_content_and_shape_and_not_of_its_name()
    {
        string of(SpecText manifest) => LoadedCatalog.Runs(
            GeneratorRun.Of([manifest, Spec($"dataset: {Path.GetFileNameWithoutExtension(manifest.RelativePath)}\n")])).Single().Data.Fingerprint;
        string har = of(Manifests.Of("har"));
        Assert.Equal(har, of(Manifests.Of("other", classes: "[a, b, c]")));
        Assert.NotEqual(har, of(Manifests.Of("har", steps: 3, features: 12)));
        Assert.NotEqual(har, of(Manifests.Of("har", classes: "[a, b, c, d]")));
    }

    [Fact]
    public void Code_anywhere_finds_its_class_even_beside_a_folder_of_specs_of_its_name()
    {
        GeneratorRun run = GeneratorRun.Of(
            [Manifests.Of("har", classes: "[walking up, 7, \"a-b\", \"a b\", class]"), new SpecText("experiments/har/a.yaml", SpecText.Valid + OnHar)]);
        Compilation compilation = run.Compile(
            "namespace MnistLstm.Experiments { class Uses { const int Values = Har.Steps * Har.Features; Har.Class Up => Har.Class.WalkingUp; Har.Class[] "
                + "Others => [Har.Class._7, Har.Class.AB, Har.Class.AB_3, Har.Class.Class]; } }");
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_family_over_data_sets_of_one_shape_trains_each_run_on_its_own()
    {
        GeneratorRun run = GeneratorRun.Of([Manifests.Of("har"), Manifests.Of("har-two"),
            Spec("matrix: {dataset: [har, har-two], hidden_size: [4, 8]}\n", "batch_size: 10\nlearning_rate: 0.01\nepochs: 2\n")]);
        Assert.Equal(["har", "har", "har-two", "har-two"], LoadedCatalog.Runs(run).Select(spec => spec.Data.Name));
        Assert.All(LoadedCatalog.Runs(run), spec => Assert.Equal("3", spec["input_size"]));
    }

    [Fact]
    public void A_model_is_held_to_the_classes_and_names_them() => Assert.Equal(
        ["a.yaml(8,5): EXP048: the model ends in 10 features, but the data set 'har' has 3 classes to score (walking, sitting, lying down); write 'linear: "
            + "3', or add '- linear: 3' at the end"],
        GeneratorRun.Of([Manifests.Of("har"),
            Spec("model:\n  - lstm: {hidden_size: 4}\n  - readout: last\n  - linear: 10\n" + OnHar, SpecText.ValidBesideModel)]).Errors.Select(
                error => error.Replace("(7,", "(8,")));

    [Fact]
    public void A_name_that_is_nearly_one_is_asked_about() => Assert.Equal(
        ["a.yaml(5,10): EXP008: 'dataset' must be 'mnist', 'fashion-mnist', 'mnist-10k' or 'walking', got 'wolking'; did you mean 'walking'?"],
        GeneratorRun.Of([Manifests.Of("walking"), Spec("dataset: wolking\n")]).Errors);

    [Fact]
    public void More_samples_than_a_manifest_has_are_refused() => Assert.Equal(
        ["a.yaml(6,16): EXP015: 'train_samples' is 41, but the data set 'har' has 40 training samples; use at most that many, or leave the key out for all"],
        GeneratorRun.Of([Manifests.Of("har"), Spec(OnHar + "train_samples: 41\n")]).Errors);

    [Fact]
    public void A_class_whose_name_the_compiler_would_refuse_is_said_at_its_place()
    {
        string text = Manifests.Text();
        string With(int length) => text.Replace("lying down", new string('a', length));
        Assert.Empty(GeneratorRun.Of([new SpecText("datasets/har.yaml", With(200))]).Errors);
        Assert.Equal(
            [$"har.yaml(3,29): EXP006: item 3 of 'classes' must be a name on one line, at most 200 characters, got '{new string('a', 60)}...'"],
            GeneratorRun.Of([new SpecText("datasets/har.yaml", With(201))]).Errors);
    }

    [Fact]
    public void A_broken_manifest_is_reported_once_and_specs_over_it_are_not_blamed() => Assert.Equal(
        ["har.yaml(1,8): EXP007: 'steps' must be an integer from 1 to 1000000, got 0"],
        GeneratorRun.Of([Manifests.Of("har", steps: 0), Spec(OnHar)]).Errors);

    [Theory]
    [InlineData("steps: 12\n", "step: 12\n", "har.yaml(1,1): EXP003: unknown key 'step'; did you mean 'steps'?")]
    [InlineData("values: float32", "values: float16", "har.yaml(4,9): EXP008: 'values' must be 'bytes' or 'float32', got 'float16'; did you mean 'float32'?")]
    [InlineData("classes: [walking, sitting, lying down]", "classes: walking",
        "har.yaml(3,10): EXP006: 'classes' must be a list of 2 to 10000 names, got 'walking'; write it as [walking, sitting]")]
    [InlineData("classes: [walking, sitting, lying down]", "classes: [walking]", "har.yaml(3,10): EXP007: 'classes' must be a list of 2 to 10000 names, got 1")]
    [InlineData("classes: [walking, sitting, lying down]", "classes: [walking, [sitting], a]",
        "har.yaml(3,20): EXP006: item 2 of 'classes' must be a name on one line, at most 200 characters, got a list")]
    [InlineData("features: 3", "features: 3.0", "har.yaml(2,11): EXP006: 'features' must be an integer from 1 to 1000000, got '3.0'; write 3")]
    [InlineData("train_labels: bbbb", "train_labels: BBBB",
        "har.yaml(9,17): EXP006: 'train_labels' must be 64 lower-case hex digits, got 'BBBBbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...'; "
            + "'dotnet run -- data add' writes it")]
    [InlineData("test_samples: 9\n", "", "har.yaml(1,1): EXP005: a manifest needs the key 'test_samples' (an integer from 1 to 2147483647)")]
    public void What_is_wrong_is_said_at_its_place(string right, string wrong, string error)
    {
        string text = Manifests.Text();
        Assert.Contains(right, text);
        Assert.Equal([error], GeneratorRun.Of([new SpecText("datasets/har.yaml", text.Replace(right, wrong))]).Errors);
    }

    [Theory]
    [InlineData("datasets/har.yml", "EXP014")]
    [InlineData("datasets/Har.yaml", "EXP052")]
    [InlineData("datasets/a/har.yaml", "EXP052")]
    [InlineData("datasets/class.yaml", "EXP052")]
    [InlineData("datasets/mnist-10k.yaml", "EXP052")]
    public void A_file_of_another_name_is_refused(string path, string id) =>
        Assert.Contains($": {id}: ", Assert.Single(GeneratorRun.Of([new SpecText(path, Manifests.Text())]).Errors));

    [Fact]
    public void Two_names_for_one_class_are_refused() => Assert.Equal(
        ["a-b.yaml(1,1): EXP013: 'datasets/a.b.yaml' and 'datasets/a-b.yaml' both give the class 'AB'; rename one of them"],
        GeneratorRun.Of([Manifests.Of("a.b"), Manifests.Of("a-b")])
            .Errors.Select(error => error.StartsWith("a.b", StringComparison.Ordinal)
                ? error.Replace("a.b.yaml(1", "a-b.yaml(1").Replace("'datasets/a-b.yaml' and 'datasets/a.b.yaml'",
                    "'datasets/a.b.yaml' and 'datasets/a-b.yaml'") : error));

    [Fact]
    public void An_edited_description_parses_no_spec_again()
    {
        SpecText manifest = Manifests.Of("har");
        GeneratorRun first = GeneratorRun.Of([manifest, Spec(OnHar)]);
        GeneratorRun second = first.Again(driver => driver.ReplaceAdditionalText(manifest, Manifests.Of("har", more: "description: Movements\n")));
        Assert.All(second.Result.TrackedSteps[StepNames.Parse].SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.NotEqual(first.Sources["Datasets/har.g.cs"], second.Sources["Datasets/har.g.cs"]);
    }

    [Fact]
    public void Another_number_of_steps_changes_the_models()
    {
        SpecText manifest = Manifests.Of("har");
        GeneratorRun second = GeneratorRun.Of([manifest, Spec(OnHar)]).Again(driver => driver.ReplaceAdditionalText(manifest, Manifests.Of("har", steps: 5)));
        Assert.Equal(5, LoadedCatalog.Runs(second).Single().Network.Input.Steps);
    }

    [Fact]
    public Task The_class_of_a_data_set() => Verifier.Verify(
        GeneratorRun.Of([Manifests.Of("har", more: "description: Movements of a \"phone\"\nlicence: CC BY 4.0\n")]).Sources["Datasets/har.g.cs"]);

    private static GeneratorRun Generated(string lines) => GeneratorRun.Of([Manifests.Of("har"), Spec(lines)]);

    private static SpecText Spec(string lines, string first = SpecText.Valid) => new("experiments/a.yaml", first + lines);
}
