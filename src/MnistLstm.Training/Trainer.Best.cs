using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Engine;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <content>The best epoch's weights, which are the result of a plan that restores them.</content>
public abstract partial class Trainer
{
    private readonly BestWeights? _best;

    // The last epoch's weights while the model holds the best one's: what further epochs go on from.
    private float[]? _last;

    /// <summary>Brings the weights of <see cref="Model"/> to where the engine computes with them.</summary>
    protected virtual void UseModel()
    {
    }

    private void ShowBest()
    {
        if (_best?.Values is { } best && _last is null)
        {
            _last = Model.Parameters.Values.ToArray();
            Write(best);
        }
    }

    private void LeaveBest()
    {
        if (_last is { } last)
        {
            Write(last);
            _last = null;
        }
    }

    private void Write(float[] weights)
    {
        weights.CopyTo(Model.Parameters.Values);
        Model.WeightsChanged();
        UseModel();
    }

    private IReadOnlyList<TrainedTensor> Tensors(float[]? weights)
    {
        if (weights is null)
        {
            return [];
        }

        List<TrainedTensor> tensors = [];
        int offset = 0;
        foreach (Parameter parameter in Model.Parameters)
        {
            tensors.Add(new TrainedTensor(parameter.Name, parameter.Shape, weights.AsSpan(offset, parameter.Count).ToArray()));
            offset += parameter.Count;
        }

        return tensors;
    }

    private void ThrowIfOfOtherBest(TrainerState state)
    {
        bool expected = TrainingPlan.RestoreBest && state.Epochs.Count > 0;
        if (expected != state.BestWeights.Count > 0)
        {
            throw new TrainerStateException(
                $"the saved state is of another training: it has {(expected ? "no" : "the")} weights of the best epoch, and this training "
                    + $"{(expected ? "restores them" : "does not restore them")}");
        }

        if (expected)
        {
            ThrowIfOtherParameters(state.BestWeights);
            EpochMetrics best = BestEpoch.Of(state.Epochs, restoresBest: true)!;
            byte[] bytes = [.. state.BestWeights.SelectMany(tensor => MemoryMarshal.AsBytes(tensor.Values.Span).ToArray())];
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != best.WeightsSha256)
            {
                throw new TrainerStateException(
                    string.Create(CultureInfo.InvariantCulture, $"the saved state is damaged: its best weights are not those of epoch {best.Epoch}"));
            }
        }
    }

    private void RestoreBest(TrainerState state)
    {
        if (_best is not null && BestEpoch.Of(_epochs, restoresBest: true) is { ValidationLoss: { } least })
        {
            _best.Restore(least, [.. state.BestWeights.SelectMany(tensor => tensor.Values.ToArray())]);
        }
    }
}
