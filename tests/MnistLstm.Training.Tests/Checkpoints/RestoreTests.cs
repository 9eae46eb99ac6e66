using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>A state is taken by a new trainer that it fits, or not at all.</summary>
public sealed class RestoreTests
{
    private static readonly ResumeCase s_training = new(Scheduler: "step_lr", Dropout: 0.3);

    [Fact]
    public void A_state_that_does_not_fit_changes_nothing()
    {
        using SmallTrainer plain = s_training.Trainer();
        EpochMetrics[] expected = [.. plain.Run()];
        using SmallTrainer trainer = s_training.Trainer();
        TrainerState good = Saved();
        (TrainerState State, string Message)[] bad =
        [
            (good with { Weights = [.. good.Weights.Skip(1)] }, "the saved state is of another model: expected lstm.weight_ih_l0 [12, 28], "),
            (good with { Weights = [.. good.Weights.Select((w, i) => i == 1 ? w with { Values = w.Values[1..] } : w)] }, "the saved state is of another model"),
            (good with { Optimizer = good.Optimizer with { Optimizer = "adamw" } }, "the state does not fit this optimizer: expected adam ("),
            (good with { Epochs = [.. good.Epochs, good.Epochs[0]] }, "the saved state is damaged: its epochs are 1, 1"),
            (good with { Progress = good.Progress! with { Losses = good.Progress.Losses with {
                Samples = 8 } } }, "the saved state is of another training: it is 8 samples into an epoch, which here has 25 in batches of 7"),
            (good with { LearningRates = [0.02] }, "going on would not give the results of a training from scratch: it was saved without a scheduler"),
            (good with { LearningRates =
                [0.02, 0.02] }, "going on would not give the results of a training from scratch: epoch 2 was trained with learning rate 0.02, "),
        ];
        Assert.All(bad, pair =>
        {
            TrainerStateException error = Assert.Throws<TrainerStateException>(() => trainer.RestoreState(pair.State));
            Assert.StartsWith(pair.Message, error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(expected, trainer.Run().ToArray());
    }

    [Fact]
    public void A_trainer_that_has_looked_at_its_first_weights_uses_the_restored_ones()
    {
        using SmallTrainer plain = s_training.Trainer();
        using SmallTrainer looking = s_training.Trainer();
        plain.RestoreState(Saved());
        looking.Evaluate();
        looking.RestoreState(Saved());
        Assert.Equal(plain.Evaluate(), looking.Evaluate());
        Assert.Equal([.. plain.Run()], looking.Run().ToArray());
    }

    [Fact]
    public void A_trainer_that_has_begun_takes_none()
    {
        using SmallTrainer trainer = s_training.Trainer();
        trainer.RunEpoch();
        Assert.Throws<InvalidOperationException>(() => trainer.RestoreState(Saved()));
    }

    [Fact]
    public void After_a_loss_that_is_no_number_nothing_is_saved_or_trained()
    {
        using SmallTrainer trainer = s_training.Trainer();
        trainer.Model.Parameters.Values[0] = float.NaN;
        trainer.Model.WeightsChanged();
        Assert.Throws<TrainingDivergedException>(() => trainer.RunEpoch());
        Assert.Throws<InvalidOperationException>(trainer.SaveState);
        Assert.Throws<InvalidOperationException>(() => trainer.RunEpoch());
    }

    [Fact]
    public void A_saved_state_is_a_copy()
    {
        using SmallTrainer trainer = s_training.Trainer();
        trainer.RunEpoch();
        TrainerState state = trainer.SaveState();
        float weight = state.Weights[0].Values.Span[0];
        Mt19937State random = state.Random;
        trainer.RunEpoch();
        Assert.Single(state.Epochs);
        Assert.Equal((weight, random), (state.Weights[0].Values.Span[0], state.Random));
        Assert.NotEqual(weight, trainer.Model.Parameters.Values[0]);
    }

    [Fact]
    public void A_trainer_that_was_disposed_of_neither_saves_nor_restores()
    {
        SmallTrainer trainer = s_training.Trainer();
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(trainer.SaveState);
        Assert.Throws<ObjectDisposedException>(() => trainer.RestoreState(Saved()));
    }

    private static TrainerState Saved()
    {
        using SmallTrainer trainer = s_training.Trainer();
        trainer.RunEpoch();
        Saving saving = new(trainer);
        trainer.RunEpoch(saving);
        return Saving.Read(saving.Checkpoints[1]);
    }
}
