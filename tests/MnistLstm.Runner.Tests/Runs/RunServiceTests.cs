using MnistLstm.Engine;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public sealed class RunServiceTests : IDisposable
{
    private static readonly RunSpec s_spec = Specs.Make("quick/a");
    private readonly RepositoryLayout _layout = new(Directory.CreateTempSubdirectory("mnist-lstm-service-").FullName);

    public void Dispose() => Directory.Delete(_layout.Root, recursive: true);

    [Fact]
    public void The_accepted_figures_of_the_same_spec_can_stand_for_a_result()
    {
        Accept(s_spec, EngineVersion.Name);
        Assert.Equal(Specs.Epochs(5, 0.95), Service().Accepted(s_spec).Epochs);
    }

    [Fact]
    public void A_changed_spec_has_no_accepted_figures()
    {
        Accept(s_spec, EngineVersion.Name);
        Assert.Equal(AcceptedEpochs.None, Service().Accepted(Specs.Make("quick/a", learningRate: "0.02")));
    }

    [Fact]
    public void Another_engine_has_no_accepted_figures()
    {
        Accept(s_spec, "exact/0");
        Assert.Equal(AcceptedEpochs.None, Service().Accepted(s_spec));
    }

    [Fact]
    public void A_damaged_snapshot_is_a_fault_and_no_figure()
    {
        Accept(s_spec, EngineVersion.Name);
        File.WriteAllText(_layout.VerifiedFile("quick/a"), "{");
        AcceptedEpochs accepted = Service().Accepted(s_spec);
        Assert.Empty(accepted.Epochs);
        Assert.Contains("experiments/snapshots/quick/a.verified.json", accepted.Fault);
    }

    [Fact]
    public void A_figure_edited_by_hand_is_a_fault_and_no_figure()
    {
        Accept(s_spec, EngineVersion.Name);
        string file = _layout.VerifiedFile("quick/a");
        File.WriteAllText(file, File.ReadAllText(file).Replace("0.95", "0.99"));
        AcceptedEpochs accepted = Service().Accepted(s_spec);
        Assert.Empty(accepted.Epochs);
        Assert.Contains("edited by hand", accepted.Fault);
    }

    private void Accept(RunSpec spec, string engine) =>
        new SnapshotStore(_layout, readOnly: false).WriteVerified(spec.Experiment, [SnapshotEntry.Of(spec, engine, null, Specs.Epochs(5, 0.95))]);

    private RunService Service() => new(_layout, readOnlySnapshots: false, new RunEngines());
}
