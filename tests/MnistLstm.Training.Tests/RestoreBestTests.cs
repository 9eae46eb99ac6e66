using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>A plan that restores the best epoch's weights ends with them, and can still go on.</summary>
public sealed class RestoreBestTests
{
    private static readonly Dataset s_data = new("formulas", FormulaImages.Make(23, 0), FormulaImages.Make(7, 99), "");
    private static readonly TrainingPlan s_plan = new() { BatchSize = 4, Epochs = 12, ValidationSamples = 5 };

    [Fact]
    public void The_result_is_the_epoch_of_the_least_validation_loss()
    {
        using Trainer plain = Make(s_plan);
        using Trainer best = Make(s_plan with { RestoreBest = true });
        EpochMetrics[] epochs = [.. plain.Run()];
        Assert.Equal(epochs, best.Run().ToArray());
        EpochMetrics least = epochs.MinBy(epoch => epoch.ValidationLoss)!;
        Assert.NotEqual(epochs[^1], least);
        Assert.Equal(least.WeightsSha256, best.Model.Parameters.Sha256());
        Assert.Equal(((double)least.TestLoss!, (double)least.TestAccuracy!), best.Evaluate());
        Assert.Equal(least, BestEpoch.Of(epochs, restoresBest: true));
        Assert.Equal(epochs[^1], BestEpoch.Of(epochs, restoresBest: false));
    }

    [Fact]
    public void Of_epochs_with_the_same_loss_the_first_is_the_best()
    {
        EpochMetrics[] epochs = [.. new[] { 3.0, 1, 2, 1 }.Select((loss, i) => new EpochMetrics(i + 1, 1, 1, 1, 1, 1, 1, 1, "") { ValidationLoss = loss })];
        Assert.Equal(2, BestEpoch.Of(epochs, restoresBest: true)!.Epoch);
        using ScriptedTrainer trainer =
            new(s_plan with { Epochs = 4, RestoreBest = true }, (_, _) => 1, epoch => (float)epochs[epoch - 1].ValidationLoss!);
        while (!trainer.IsDone)
        {
            // Something to tell the epochs' weights apart by, as an optimizer's steps would.
            trainer.Model.Parameters.Values[0] = trainer.EpochsCompleted;
            trainer.RunEpoch();
        }

        Assert.Equal(1, trainer.Model.Parameters.Values[0]);
    }

    [Fact]
    public void Without_a_loss_the_last_epoch_is_the_result() =>
        Assert.Equal(2, BestEpoch.Of([new EpochMetrics(1, 1, 1, 1, 1, 1, 1, 1, ""), new EpochMetrics(2, 1, 1, 1, 1, 1, 1, 1, "")], restoresBest: true)!.Epoch);

    [Fact]
    public void Without_epochs_there_is_no_result() => Assert.Null(BestEpoch.Of([], restoresBest: true));

    [Fact]
    public void A_training_that_was_stopped_early_can_go_on_from_its_last_epoch()
    {
        using Trainer whole = Make(s_plan);
        using Trainer stopped = Make(s_plan with { RestoreBest = true, EarlyStoppingPatience = 1 });
        EpochMetrics[] all = [.. whole.Run()];
        EpochMetrics[] some = [.. stopped.Run()];
        Assert.InRange(some.Length, 2, all.Length - 1);
        Assert.Equal(all[some.Length - 2].WeightsSha256, stopped.Model.Parameters.Sha256());
        Assert.Equal(all[some.Length], stopped.RunEpoch());
    }

    [Fact]
    public void A_finished_training_is_saved_with_its_last_weights_and_its_best_ones()
    {
        using Trainer trainer = Make(s_plan with { RestoreBest = true });
        EpochMetrics[] epochs = [.. trainer.Run()];
        TrainerState state = trainer.SaveState();
        Assert.Equal(epochs[^1].WeightsSha256, Sha256Of(state.Weights));
        Assert.Equal(BestEpoch.Of(epochs, restoresBest: true)!.WeightsSha256, Sha256Of(state.BestWeights));
    }

    [Fact]
    public void A_state_without_the_best_weights_is_of_another_training()
    {
        using Trainer plain = Make(s_plan);
        plain.RunEpoch();
        using Trainer best = Make(s_plan with { RestoreBest = true });
        string message = Assert.Throws<TrainerStateException>(() => best.RestoreState(plain.SaveState())).Message;
        Assert.Equal("the saved state is of another training: it has no weights of the best epoch, and this training restores them", message);
        best.RunEpoch();
        using Trainer other = Make(s_plan);
        message = Assert.Throws<TrainerStateException>(() => other.RestoreState(best.SaveState())).Message;
        Assert.Equal("the saved state is of another training: it has the weights of the best epoch, and this training does not restore them", message);
    }

    [Fact]
    public void Other_weights_than_those_of_the_best_epoch_are_damage()
    {
        using Trainer trainer = Make(s_plan with { RestoreBest = true });
        trainer.RunEpoch();
        TrainerState state = trainer.SaveState();
        float[] changed = state.BestWeights[0].Values.ToArray();
        changed[0]++;
        TrainerState damaged = state with { BestWeights = [state.BestWeights[0] with { Values = changed }, .. state.BestWeights.Skip(1)] };
        using Trainer other = Make(s_plan with { RestoreBest = true });
        Assert.Contains("not those of epoch 1", Assert.Throws<TrainerStateException>(() => other.RestoreState(damaged)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, false)]
    public void It_needs_a_validation_loss_after_every_epoch(int held, bool eachEpoch) => Assert.Throws<ArgumentException>(
        () => Make(s_plan with { RestoreBest = true, ValidationSamples = held, EvaluateEachEpoch = eachEpoch }));

    private static string Sha256Of(IReadOnlyList<TrainedTensor> tensors) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(tensors.SelectMany(tensor => tensor.Values.ToArray()).ToArray())));

    private static TinyTrainer Make(TrainingPlan plan) => new(plan);

    private sealed class TinyTrainer(TrainingPlan plan) : Trainer<PlainTrainer.SmallModel>(s_data, new TrainingOptions { Threads = 1 }, plan)
    {
        protected override PlainTrainer.SmallModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.05);
    }
}
