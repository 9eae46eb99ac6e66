using MnistLstm.Engine.Schedulers;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>The learning rates of a run whose scheduler changes them.</summary>
internal static class LearningRates
{
    /// <summary>One for each epoch, from the first, that of its first training step; none where the learning rate stays as it is, and where it follows from
    /// losses.</summary>
    public static IEnumerable<double> Of(RunSpec spec)
    {
        if (spec.CreateScheduler() is not { } scheduler || scheduler is ReduceLrOnPlateau)
        {
            yield break;
        }

        for (int epoch = 1; epoch <= spec.Epochs; epoch++)
        {
            yield return scheduler.LearningRate;
            int steps = spec.StepAt(epoch) is { } after ? after - spec.StepAt(epoch - 1)!.Value : Math.Max(1, scheduler.StepsPerEpoch);
            for (int step = 0; step < steps; step++)
            {
                scheduler.Step();
            }
        }
    }

    /// <summary>The first epoch, the last one and the learning rate of every stretch of epochs with the same one.</summary>
    public static IReadOnlyList<(int First, int Last, double Rate)> Stretches(RunSpec spec)
    {
        List<(int First, int Last, double Rate)> stretches = [];
        foreach ((int index, double rate) in Of(spec).Index())
        {
            if (stretches.Count > 0 && stretches[^1].Rate == rate)
            {
                stretches[^1] = stretches[^1] with { Last = index + 1 };
            }
            else
            {
                stretches.Add((index + 1, index + 1, rate));
            }
        }

        return stretches;
    }
}
