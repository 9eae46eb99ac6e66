using System.Numerics;
using MnistLstm.Engine.Schedulers;

namespace MnistLstm.Training.Loop;

/// <summary>
/// Tells what a training's steps were trained with, learning rate by learning rate, from any other schedule: a schedule stretched over more steps begins
/// with the same rate and may cross its shorter self, so no single rate would do.
/// </summary>
internal sealed class StepRates
{
    /// <summary>A digest of all that were added, in their order.</summary>
    public ulong Digest { get; private set; }

    /// <summary>Adds the rate and the momentum of the step at hand.</summary>
    public void Add(LrScheduler scheduler)
    {
        Add(scheduler.LearningRate);
        Add(scheduler.Momentum ?? -1);
    }

    // A round of SplitMix64, so that each number moves all bits of what comes after.
    private void Add(double number)
    {
        ulong x = BitOperations.RotateLeft(Digest, 23) + BitConverter.DoubleToUInt64Bits(number) + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        Digest = x ^ (x >> 31);
    }
}
