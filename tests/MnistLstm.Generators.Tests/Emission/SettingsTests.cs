using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Emission;

/// <summary>The rows say only what is not the table's own; what the program reads of them is every setting that the parser resolved.</summary>
public class SettingsTests
{
    [Theory]
    [InlineData(SpecText.Valid)]
    [InlineData(SpecText.Valid + "layers: 1\ntrain_samples: 60000\nnormalize: {mean: .1307, std: [0.3081]}\n")]
    [InlineData(SpecText.Valid
        + "normalize: train\nbetas: [.8, 9e-1]\neps: 1e-8\nweight_ih_init: uniform(0.5)\nforget_bias: 1\nmomentum_decay: 0.004\noptimizer: nadam\n")]
    [InlineData(SpecText.Valid + "lr_scheduler: multi_step_lr\nmilestones: [1, 2]\n")]
    [InlineData(SpecText.ValidBesideModel + "model: [lstm: {hidden_size: 6}, dropout: .2, gru: {hidden_size: 5}, readout: last, linear: 10]\n")]
    [InlineData(SpecText.ValidBesideModel + "model: [lstm: {hidden_size: 6}, readout: last, linear: 10]\n")]
    [InlineData("batch_size: 10\nlearning_rate: 0.01\nmatrix: {hidden_size: [8, 9]}\nepochs: 2\n")]
    public void A_row_has_every_setting_with_its_default_and_line(string text)
    {
        GeneratorRun generated = GeneratorRun.Of("experiments/a.yaml", text);
        ParsedSpec parsed = (ParsedSpec)generated.Result.TrackedSteps[StepNames.Parse].Single().Outputs.Single().Value;
        RunSpec run = LoadedCatalog.Runs(generated)[0];
        string[] varied = [.. parsed.Spec!.Family?.Keys.Select(key => key.Key) ?? []];

        Assert.Equal(
            parsed.Spec.Settings.Select((setting, i) => (setting.Key, setting.Value, setting.Default, Line: Line(parsed.Origin!.Lines[i])))
                .Where(setting => !varied.Contains(setting.Key)),
            run.Settings.Select(setting => (setting.Key, setting.Value, setting.Default, setting.Line)).Where(setting => !varied.Contains(setting.Key)));
    }

    [Fact]
    public void A_data_set_s_own_defaults_are_the_row_s()
    {
        GeneratorRun generated = GeneratorRun.Of([Manifests.OfNumbers("wear"), new SpecText("experiments/a.yaml", SpecText.Valid + "dataset: wear\n")]);
        ParsedSpec parsed = (ParsedSpec)generated.Result.TrackedSteps[StepNames.Parse].Single().Outputs.Single().Value;
        RunSpec run = Assert.Single(LoadedCatalog.Runs(generated));

        Assert.Equal(
            parsed.Spec!.Settings.Select(setting => (setting.Key, setting.Value, setting.Default)),
            run.Settings.Select(setting => (setting.Key, setting.Value, setting.Default)));
        Assert.Equal(("mse_loss", "mse_loss"),
            run.Settings.Where(setting => setting.Key == "loss").Select(setting => (setting.Value, setting.Default)).Single());
    }

    private static int? Line(int line) => line == 0 ? null : line;
}
