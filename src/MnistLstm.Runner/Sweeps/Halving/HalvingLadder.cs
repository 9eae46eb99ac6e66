namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>The rungs of successive halving (Jamieson and Talwalkar, 2016): all are trained for the first rung's epochs, the best 1/factor of them for factor
/// times as many, and so on, until one is left or the epochs end.</summary>
internal static class HalvingLadder
{
    /// <summary>The rungs at which something is decided, the first one first; none where there is nothing to choose from.</summary>
    /// <param name="candidates">How many begin.</param>
    /// <param name="epochs">The epochs of a whole run.</param>
    /// <param name="options">How.</param>
    public static IReadOnlyList<HalvingStep> Of(int candidates, int epochs, HalvingOptions options)
    {
        List<HalvingStep> steps = [];
        int left = candidates;
        for (long rung = options.MinResource; rung < epochs && left > 1; rung *= options.Factor)
        {
            int goOn = Math.Max(1, left / options.Factor);
            steps.Add(new HalvingStep((int)rung, left, goOn));
            left = goOn;
        }

        return steps;
    }
}

/// <summary>A rung.</summary>
/// <param name="Epoch">The epochs after which it decides.</param>
/// <param name="Candidates">How many come to it.</param>
/// <param name="GoOn">How many go on.</param>
internal sealed record HalvingStep(int Epoch, int Candidates, int GoOn);
