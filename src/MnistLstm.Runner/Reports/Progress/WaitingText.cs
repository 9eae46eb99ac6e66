using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>What is said while another process makes the same run.</summary>
internal static class WaitingText
{
    public static string Of(RunSpec spec, RunOwner? owner) => $"{spec.Name}: waiting for {(owner is null ? "another process" : owner.ToString())}, which is making this run";
}
