using System.Diagnostics;

namespace MnistLstm.Experiments.Tests.Reproducibility;

/// <summary>
/// Every run against its accepted snapshot. The tests themselves, one a run, are generated from experiments/*.yaml: quick runs are trained
/// whole, long ones for their first epoch, all of them to the end with MNIST_LSTM_FULL=1.
/// </summary>
public sealed partial class Snapshots
{
    [StackTraceHidden]
    private static void Reproduce(string name)
    {
        if (BuiltRuns.Snapshots.Failure(name) is { } failure)
        {
            Assert.Fail(failure);
        }
    }
}
