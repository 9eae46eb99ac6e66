namespace MnistLstm.Training.Tests;

/// <summary>What ends a training: a loss that is no number, at once, and early stopping, for good.</summary>
public sealed class EndingTests
{
    private static readonly TrainingPlan s_plan = new() { BatchSize = 10, Epochs = 9, ValidationSamples = 4, EarlyStoppingPatience = 1 };

    [Theory]
    [InlineData(1, float.NaN, "the loss became NaN in epoch 2, batch 1")]
    [InlineData(2, float.PositiveInfinity, "the loss became infinite in epoch 2, batch 2")]
    [InlineData(3, float.NaN, "the loss became NaN in epoch 2, batch 3")]
    public void A_loss_that_is_no_number_ends_it_in_its_batch_also_in_the_smaller_last_one(int batch, float loss, string message)
    {
        using ScriptedTrainer trainer = new(new TrainingPlan { BatchSize = 10, Epochs = 3 }, (e, b) => e == 2 && b == batch ? loss : 1);
        trainer.RunEpoch();
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.RunEpoch());
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_is_told_with_its_place_and_the_remedy()
    {
        TrainingDivergedException training = new(2, 3, float.NaN);
        Assert.Equal("the loss became NaN in epoch 2, batch 3; a smaller learning_rate is the usual remedy", training.Message);
        Assert.Equal((2, 3), (training.Epoch, training.Batch));
        TrainingDivergedException evaluation = new(4, null, double.NegativeInfinity, "validation");
        Assert.Equal("the validation loss became infinite in epoch 4; a smaller learning_rate is the usual remedy", evaluation.Message);
        Assert.Equal((4, null), (evaluation.Epoch, evaluation.Batch));
    }

    [Fact]
    public void Who_was_stopped_early_is_done_for_good_even_if_further_epochs_are_better()
    {
        using ScriptedTrainer trainer = Stopping();
        Assert.Equal(2, trainer.Run().Count());
        trainer.RunEpoch();
        Assert.Equal((true, 3), (trainer.IsDone, trainer.EpochsCompleted));
        Assert.Empty(trainer.Run());
    }

    [Fact]
    public void Who_goes_on_from_such_a_state_is_done_too()
    {
        using ScriptedTrainer trainer = Stopping();
        Assert.Equal(2, trainer.Run().Count());
        trainer.RunEpoch();
        using ScriptedTrainer resumed = Stopping();
        resumed.RestoreState(trainer.SaveState());
        Assert.Equal((true, 3), (resumed.IsDone, resumed.EpochsCompleted));
    }

    [Fact]
    public void What_early_stopping_has_waited_is_part_of_a_state()
    {
        TrainingPlan plan = s_plan with { EarlyStoppingPatience = 3 };
        float[] losses = [1, 2, 2, 2, 2, 2, 2, 2, 2];
        using ScriptedTrainer trainer = new(plan, (_, _) => 1, epoch => losses[epoch - 1]);
        trainer.RunEpoch();
        trainer.RunEpoch();
        using ScriptedTrainer resumed = new(plan, (_, _) => 1, epoch => losses[epoch - 1]);
        resumed.RestoreState(trainer.SaveState());
        Assert.Equal(2, resumed.Run().Count());
    }

    private static ScriptedTrainer Stopping() => new(s_plan, (_, _) => 1, epoch => epoch switch { 1 => 1, 2 => 2, _ => 0.5f });
}
