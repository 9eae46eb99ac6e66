using MnistLstm.Engine.Modules.Losses;

namespace MnistLstm.Training.Settings;

/// <summary>The losses as the spec's <c>loss</c> calls them.</summary>
public static class LossWords
{
    /// <summary>The loss of a word.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static LossFunction Of(string word) => word switch
    {
        SpecWords.CrossEntropy => LossFunction.CrossEntropy,
        SpecWords.MseLoss => LossFunction.MseLoss,
        SpecWords.L1Loss => LossFunction.L1Loss,
        SpecWords.SmoothL1Loss => LossFunction.SmoothL1Loss,
        _ => throw new ArgumentException($"there is no loss '{word}'", nameof(word)),
    };
}
