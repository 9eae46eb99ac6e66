namespace MnistLstm.Experiments.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly CommandHarness _app = new(
        Specs.Make("lstm-128"), Specs.Make("sweeps/size[seed=1]", experiment: "sweeps/size"), Specs.Make("sweeps/size[seed=2]", experiment: "sweeps/size"));

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Export_writes_the_weights_asked_for(bool initial)
    {
        string[] option = initial ? ["--initial"] : [];
        Assert.Equal(0, _app.Run(["export", "lstm-128", "-o", "a.safetensors", .. option]));
        Assert.Equal(("lstm-128", "a.safetensors", initial), _app.Exported);
    }

    [Fact]
    public void An_experiment_of_several_runs_asks_for_one_of_them()
    {
        Assert.Equal(2, _app.Run("export", "sweeps/size", "-o", "a.safetensors"));
        Assert.Contains("'sweeps/size[seed=1]', 'sweeps/size[seed=2]'", _app.Error);
        Assert.Null(_app.Exported);
    }
}
