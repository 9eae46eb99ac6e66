using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Training;
using MnistLstm.Training.Observers;

namespace MnistLstm.TorchSharp.Tests;

public class TorchTrainingTests
{
    [Fact]
    public void The_first_epoch_s_loss_is_the_exact_engine_s_but_for_rounding()
    {
        using TinyTrainers.Exact exact = new(1);
        using TinyTrainers.Torch torch = new(1);

        EpochMetrics expected = exact.RunEpoch();
        EpochMetrics got = torch.RunEpoch();

        Assert.Equal(expected.TrainLoss, got.TrainLoss, 1e-4);
        Assert.Equal(expected.TestLoss!.Value, got.TestLoss!.Value, 1e-3);
        Assert.NotEqual(expected.WeightsSha256, got.WeightsSha256);
    }

    public static TheoryData<Func<TrainingPlan, TrainingPlan>> Plans =>
    [
        plan => plan with { LabelSmoothing = 0.2 },
        plan => plan with { ClassWeights = [0.3, 1.7, 2, 0.5, 1, 3, 0.1, 1.1, 0.7, 2.5], LabelSmoothing = 0.1 },
        plan => plan with { ClipGradValue = 0.002 },
        plan => plan with { Shuffle = false },
        plan => plan with { DropLast = true },
    ];

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_plan_s_loss_clamping_and_loader_are_followed(Func<TrainingPlan, TrainingPlan> change)
    {
        using TinyTrainers.Exact exact = new(1, change: change);
        using TinyTrainers.Torch torch = new(1, change: change);
        using TinyTrainers.Torch plain = new(1);

        EpochMetrics expected = exact.RunEpoch();
        EpochMetrics got = torch.RunEpoch();

        Assert.Equal(expected.TrainLoss, got.TrainLoss, 1e-4);
        Assert.Equal(expected.TestLoss!.Value, got.TestLoss!.Value, 1e-3);
        Assert.NotEqual(plain.RunEpoch().WeightsSha256, got.WeightsSha256);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_cycle_of_rate_and_momentum_is_followed(bool sgd)
    {
        using TinyTrainers.Exact exact = new(2) { Cycles = true, UsesSgd = sgd };
        using TinyTrainers.Torch torch = new(2) { Cycles = true, UsesSgd = sgd };

        EpochMetrics[] expected = [.. exact.Run()];
        EpochMetrics[] got = [.. torch.Run()];

        Assert.Equal(expected[0].TrainLoss, got[0].TrainLoss, 1e-4);
        Assert.Equal(expected[1].TrainLoss, got[1].TrainLoss, 1e-3);
        Assert.NotEqual(expected[1].TrainLoss, new TinyTrainers.Exact(2) { UsesSgd = sgd }.Run().Last().TrainLoss, 1e-3);
    }

    [Theory]
    [InlineData(LossFunction.MseLoss)]
    [InlineData(LossFunction.L1Loss)]
    [InlineData(LossFunction.SmoothL1Loss)]
    public void Predicted_numbers_have_the_exact_engine_s_losses_and_errors_but_for_rounding(LossFunction loss)
    {
        using TinyTrainers.Exact exact = new(1, loss: loss);
        using TinyTrainers.Torch torch = new(1, loss: loss);

        EpochMetrics expected = exact.RunEpoch();
        EpochMetrics got = torch.RunEpoch();

        Assert.Equal(expected.TrainLoss, got.TrainLoss, 1e-4);
        Assert.Equal(expected.TestLoss!.Value, got.TestLoss!.Value, 1e-3);
        Assert.Equal(expected.TrainErrors!.Rmse, got.TrainErrors!.Rmse, 1e-4);
        Assert.Equal(expected.TestErrors!.R2!.Value, got.TestErrors!.R2!.Value, 1e-3);
        Assert.Equal((null, null), (got.TrainAccuracy, got.TestAccuracy));
        Assert.Equal(torch.Predict(TinyTrainers.Numbers.Test)[3].Scores.Count, exact.Predict(TinyTrainers.Numbers.Test)[3].Scores.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void The_batch_order_is_the_exact_engine_s_in_every_epoch(double dropout)
    {
        using TinyTrainers.Exact exact = new(3, dropout);
        using TinyTrainers.Torch torch = new(3, dropout);
        OrderObserver observer = new();
        exact.StepObserver = observer;

        _ = exact.Run().Count();
        _ = torch.Run().Count();

        Assert.Equal(observer.Order, torch.Order);
    }

    [Fact]
    public void Another_start_than_the_seed_s_is_refused()
    {
        using TinyTrainers.Torch torch = new(1, moduleSeed: 4);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => torch.RunEpoch());

        Assert.Contains("lstm.weight_ih_l0[0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_gives_the_same_bits_on_one_thread()
    {
        using TinyTrainers.Torch once = new(2, dropout: 0.5);
        using TinyTrainers.Torch again = new(2, dropout: 0.5);

        Assert.Equal(once.Run().ToArray(), again.Run().ToArray());
    }

    [Fact]
    public void The_model_holds_the_weights_after_an_epoch()
    {
        using TinyTrainers.Torch torch = new(1);
        string before = torch.Model.Parameters.Sha256();

        EpochMetrics epoch = torch.RunEpoch();

        Assert.NotEqual(before, epoch.WeightsSha256);
        Assert.Equal(torch.Model.Parameters.Sha256(), epoch.WeightsSha256);
    }

    [Fact]
    public void Predictions_are_those_of_the_model_s_weights()
    {
        using TinyTrainers.Torch torch = new(1);
        torch.RunEpoch();
        using TinyTrainers.Exact exact = new(1);
        torch.Model.Parameters.Values.CopyTo(exact.Model.Parameters.Values);
        exact.Model.WeightsChanged();

        foreach ((Prediction expected, Prediction got) in exact.Predict(TinyTrainers.Images.Test).Zip(torch.Predict(TinyTrainers.Images.Test)))
        {
            Assert.Equal(expected.Scores, got.Scores, (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void Memory_stays_flat_over_a_hundred_epochs()
    {
        using TinyTrainers.Torch torch = new(100, dropout: 0.5);
        long after10 = 0;
        foreach (EpochMetrics epoch in torch.Run())
        {
            if (epoch.Epoch == 10)
            {
                after10 = WorkingSet();
            }
        }

        Assert.InRange(WorkingSet(), 0, after10 + (32 << 20));
    }

    private static long WorkingSet()
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private sealed class OrderObserver : IStepObserver
    {
        public List<int[]> Order { get; } = [];

        public void StepCompleted(in TrainingStep step) => Order.Add(step.Samples.ToArray());

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses)
        {
        }
    }
}
