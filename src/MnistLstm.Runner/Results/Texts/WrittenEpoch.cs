using System.Runtime.CompilerServices;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results.Texts;

/// <summary>An epoch's metrics as <see cref="EpochText"/> writes them where classes are predicted; other lines are left to
/// <see cref="EpochReader"/>.</summary>
internal static class WrittenEpoch
{
    /// <summary>Reads an object up to its last metric, the hash of the weights; what follows is not looked at.</summary>
    /// <param name="json">The text, at the object's beginning. It ends where the object is another one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static EpochMetrics Read(ref WrittenJson json)
    {
        json.Pass("{\"epoch\": "u8);
        int epoch = json.Integer();
        int? step = json.Passes(", \"step\": "u8) ? json.Integer() : null;
        json.Pass(", \"train_loss\": "u8);
        double trainLoss = json.Double();
        json.Pass(", \"train_accuracy\": "u8);
        double trainAccuracy = json.Double();
        double? validationLoss = null;
        double? validationAccuracy = null;
        if (json.Passes(", \"validation_loss\": "u8))
        {
            validationLoss = json.Double();
            json.Pass(", \"validation_accuracy\": "u8);
            validationAccuracy = json.Double();
        }

        json.Pass(", \"test_loss\": "u8);
        double? testLoss = json.DoubleOrNull();
        json.Pass(", \"test_accuracy\": "u8);
        double? testAccuracy = json.DoubleOrNull();
        json.Pass(", \"last_batch_loss\": "u8);
        double lastBatchLoss = json.Double();
        json.Pass(", \"train_loss_sum\": "u8);
        double trainLossSum = json.Double();
        json.Pass(", \"test_loss_sum\": "u8);
        double? testLossSum = json.DoubleOrNull();
        json.Pass(", \"weights_sha256\": "u8);
        return new EpochMetrics(epoch, trainLoss, trainAccuracy, testLoss, testAccuracy, lastBatchLoss, trainLossSum, testLossSum, json.String())
        {
            Step = step,
            ValidationLoss = validationLoss,
            ValidationAccuracy = validationAccuracy,
        };
    }
}
