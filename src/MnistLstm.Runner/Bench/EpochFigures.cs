using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;

namespace MnistLstm.Runner.Bench;

/// <summary>One epoch of a run, timed; where steps are counted, those to the first evaluation.</summary>
/// <param name="Spec">The run.</param>
/// <param name="Engine">The version of the engine that trained: <c>exact/1</c>.</param>
/// <param name="Threads">Threads within it.</param>
/// <param name="TrainSamples">Images trained on.</param>
/// <param name="TrainSeconds">Shuffling, all batches, and the hash of the weights.</param>
/// <param name="TestSamples">Images tested with.</param>
/// <param name="EvaluateSeconds">One pass over them.</param>
/// <param name="TrainLoss">The epoch's loss, which says that the same was done elsewhere.</param>
/// <param name="TestAccuracy">A fraction; null where numbers are predicted.</param>
internal sealed record EpochFigures(
    RunSpec Spec, string Engine, int Threads, int TrainSamples, double TrainSeconds, int TestSamples, double EvaluateSeconds, double TrainLoss,
    double? TestAccuracy)
{
    public double EpochSeconds => TrainSeconds + EvaluateSeconds;

    /// <summary>Useful operations a second in training.</summary>
    public double FlopsPerSecond => (double)WorkEstimate.OfSample(Spec).Step * TrainSamples / TrainSeconds;
}
