using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Results;

/// <summary>What tables, JSON and stored files say of a run that restores the best epoch is that epoch's.</summary>
public class RestoredBestTests
{
    private static readonly EpochMetrics[] s_epochs =
        [.. new[] { 0.5, 0.25, 0.75 }.Select((loss, i) => new EpochMetrics(i + 1, 1, 1, 1, 0.9 + (i / 100.0), 1, 1, 1, $"{i + 1}") { ValidationLoss = loss })];

    [Theory]
    [InlineData("true", 2)]
    [InlineData("false", 3)]
    public void The_result_is_the_best_epoch_or_the_last(string restored, int epoch)
    {
        RunSpec spec = TableSpecs.Make("a", ("validation_samples", "500"), ("restore_best", restored));
        RunResult result = new()
        {
            Spec = spec, Status = RunStatus.Completed, Snapshot = SnapshotComparison.Unchecked, Fingerprint = "0123456789abcdef", Epochs = s_epochs,
        };
        Assert.Equal($"{epoch}", result.WeightsSha256);
        Assert.Equal(s_epochs[epoch - 1].TestAccuracy, new RunFigures(result, []).TestAccuracy);
        Assert.Equal(s_epochs[epoch - 1].TestAccuracy, new RunFigures(result, s_epochs).AcceptedTestAccuracy);
        Assert.Equal($"{epoch}", SnapshotEntry.Of(spec, "exact/1", null, s_epochs).Result!.WeightsSha256);
    }

    [Theory]
    [InlineData("0.1", "all", 6000, 54000)]
    [InlineData("0.25", "1002", 250, 752)]
    public void A_fraction_is_one_of_the_samples_in_use(string fraction, string used, int held, int trained)
    {
        RunSpec spec = TableSpecs.Make("a", ("validation_fraction", fraction), ("train_samples", used));
        Assert.Equal(held, spec.ValidationSamples);
        Assert.Equal(trained, spec.TrainedSamples(60000));
    }

    [Fact]
    public void A_fraction_of_fewer_samples_holds_out_fewer()
    {
        RunSpec spec = TableSpecs.Make("a", ("validation_fraction", "0.1"));
        Assert.Equal((10, 90), (spec.HeldOutOf(100), spec.TrainedSamples(100)));
        Assert.InRange(spec.HeldOutOf(spec.LeastTrainSamples), 1, spec.LeastTrainSamples - 1);
    }
}
