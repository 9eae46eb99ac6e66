using MnistLstm.Engine.Modules;
using MnistLstm.Training;

namespace MnistLstm.Runner.Predictions;

/// <summary>A model's scores as probabilities: the scores themselves where its last layer is a softmax, else their softmax.</summary>
internal static class ClassProbabilities
{
    /// <summary>One a class, adding up to 1.</summary>
    public static IReadOnlyList<double> Of(Trainer trainer, Prediction prediction)
    {
        if (trainer.Model.Modules is [.., (_, Softmax)])
        {
            return [.. prediction.Scores.Select(score => (double)score)];
        }

        double most = prediction.Scores.Max();
        double[] powers = [.. prediction.Scores.Select(score => Math.Exp(score - most))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
