using System.Buffers.Binary;
using System.Security.Cryptography;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Export.PyTorch;

public sealed class ReferenceRecorderTests
{
    private static readonly Dataset s_data = ScriptSpecs.Noise(150);

    [Fact]
    public void Losses_are_the_batches_of_the_training_across_epochs()
    {
        // Three batches an epoch, the last one smaller; each epoch knows its last batch's loss and the sum of its batches' means.
        RunSpec spec = ScriptSpecs.Trainable(epochs: 3, trainSamples: 150);
        IReadOnlyList<double> losses = ReferenceRecorder.Record(spec, s_data, 6, default).Losses;
        using Trainer trainer = spec.CreateTrainer(s_data, new TrainingOptions());
        Assert.Equal(6, losses.Count);
        foreach (double[] ofEpoch in losses.Chunk(3))
        {
            EpochMetrics epoch = trainer.RunEpoch();
            Assert.Equal(epoch.LastBatchLoss, ofEpoch[^1], 1e-12);
            Assert.Equal(epoch.TrainLossSum, ofEpoch.Sum(), 1e-12);
        }
    }

    [Fact]
    public void Recording_ends_within_an_epoch() =>
        Assert.Equal(2, ReferenceRecorder.Record(ScriptSpecs.Trainable(epochs: 3, trainSamples: 150), s_data, 2, default).Losses.Count);

    [Fact]
    public void A_short_training_gives_all_its_losses() =>
        Assert.Equal(6, ReferenceRecorder.Record(ScriptSpecs.Trainable(epochs: 2, trainSamples: 150), s_data, 50, default).Losses.Count);

    [Fact]
    public void The_weights_are_those_before_the_first_step()
    {
        RunSpec spec = ScriptSpecs.Trainable(epochs: 1, trainSamples: 150);
        using Trainer trainer = spec.CreateTrainer(s_data, new TrainingOptions());
        Assert.Equal(trainer.Model.Parameters.Sha256(), ReferenceRecorder.Record(spec, s_data, 3, default).WeightsSha256);
    }

    [Fact]
    public void The_order_is_PyTorchs()
    {
        // torch.manual_seed(3), nn.LSTM(28, 4, bidirectional=True), nn.Linear(8, 10), then DataLoader(torch.arange(5), shuffle=True), in PyTorch 1.13.
        byte[] order = new byte[5 * sizeof(int)];
        int[] expected = [1, 2, 0, 4, 3];
        for (int i = 0; i < expected.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(order.AsSpan(i * sizeof(int)), expected[i]);
        }

        RunSpec spec = ScriptSpecs.Trainable(epochs: 1, trainSamples: 5);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(order)), ReferenceRecorder.Record(spec, s_data, 1, default).OrderSha256);
    }

    [Fact]
    public void A_signal_ends_the_recording()
    {
        using CancellationTokenSource signal = new();
        signal.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => ReferenceRecorder.Record(ScriptSpecs.Trainable(epochs: 1, trainSamples: 150), s_data, 50, signal.Token));
    }

    [Fact]
    public void A_diverging_training_is_an_error() =>
        Assert.Throws<TrainingDivergedException>(
            () => ReferenceRecorder.Record(ScriptSpecs.Trainable(epochs: 9, trainSamples: 150, learningRate: 1e38), s_data, 50, default));
}
