using MnistLstm.Tests.Layers;

namespace MnistLstm.Runner.Tests.Layers;

/// <summary>The runner's folders in their order.</summary>
public sealed class LayerTests() : LayerRules(
    typeof(ExperimentApp).Assembly,
    "src/MnistLstm.Runner",
    [
        "Processes", "Storage", "Storage.Locks", "Engines", "Results.Texts", "Results", "Snapshots",
        "Runs.Planning", "Runs.Stored", "Runs.Execution", "Runs.Review", "Runs", "Selection",
        "Sweeps", "Sweeps.Slurm", "Sweeps.Halving", "Logs",
        "Export.PyTorch", "Export.Onnx", "Export.Bundles", "Export",
        "Traces.Content", "Traces.Files", "Traces.Comparing", "Traces.Live",
        "Bench", "Predictions", "Authoring", "Completion", "Imports.Formats", "Imports",
        "Reports.Writing", "Reports.Tables", "Reports.Charts", "Reports.Formats", "Reports.Progress", "Reports.Views", "Reports.Bench", "Reports.Html",
        "Cli.Hosting", "Cli.Options", "Cli.Sweeping", "Cli.Verbs", "Cli",
        "",
    ],
    ("RunExecutor", "SnapshotStore"))
{
    // The runtime wants it in no namespace.
    protected override bool IsForeign(string part) => base.IsForeign(part) || part is "StartupHook.cs";
}
