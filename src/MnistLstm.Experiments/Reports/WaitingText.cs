using MnistLstm.Experiments.Runs;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Reports;

/// <summary>What is said while another process makes the same run.</summary>
internal static class WaitingText
{
    public static string Of(RunSpec spec, RunOwner? owner) => $"{spec.Name}: waiting for {(owner is null ? "another process" : owner.ToString())}, which is making this run";
}
