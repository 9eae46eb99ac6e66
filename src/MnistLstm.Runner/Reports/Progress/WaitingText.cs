using MnistLstm.Runner.Processes;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>What is said while another process is in the way.</summary>
internal static class WaitingText
{
    public static string Of(RunSpec spec, RunOwner? owner) => $"{spec.Name}: waiting for {Name(owner)}, which is making this run";

    public static string ToKeep(RunSpec spec, RunOwner? owner) => $"{spec.Name}: waiting for {Name(owner)}, which is writing snapshots";

    private static string Name(RunOwner? owner) => owner is null ? "another process" : owner.ToString();
}
