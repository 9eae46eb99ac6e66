using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>What a trainer's model makes of images, and what is left when the trainer is gone.</summary>
public sealed class PredictionTests
{
    [Fact]
    public void As_many_images_are_predicted_right_as_the_last_epoch_s_accuracy_says()
    {
        using PlainTrainer trainer = new(2);
        EpochMetrics last = trainer.Run().Last();
        SequenceSet test = PlainTrainer.Noise.Test;
        IReadOnlyList<Prediction> predictions = trainer.Predict(test);
        Assert.Equal(last.TestAccuracy,
            predictions.Zip(test.Labels, (prediction, label) => prediction.Label == label).Count(right => right) / (double)test.Count);
    }

    [Fact]
    public void An_image_alone_has_the_scores_it_has_among_others()
    {
        using PlainTrainer trainer = new(1);
        trainer.RunEpoch();
        SequenceSet test = PlainTrainer.Noise.Test;
        IReadOnlyList<Prediction> all = trainer.Predict(test);
        foreach (int index in new[] { 0, 255, 256, 299 })
        {
            Prediction alone = trainer.Predict(test.Image(index));
            Assert.Equal(all[index].Scores, alone.Scores);
            Assert.Equal(all[index].Label, alone.Label);
            Assert.Equal(alone.Scores.Max(), alone.Scores[alone.Label]);
        }
    }

    [Theory]
    [InlineData(new[] { 1f, 3, 3, 2 }, 1)]
    [InlineData(new[] { 2f, 2 }, 0)]
    [InlineData(new[] { -3f, -1 }, 1)]
    public void Of_equal_scores_the_first_is_the_label(float[] scores, int label)
    {
        Prediction prediction = Prediction.Of(scores);
        Assert.Equal(label, prediction.Label);
        Assert.Equal(scores, prediction.Scores);
    }

    [Fact]
    public void Predicting_between_epochs_changes_no_later_bit()
    {
        using PlainTrainer asked = new(1);
        asked.Predict(PlainTrainer.Noise.Train);
        EpochMetrics first = asked.RunEpoch();
        asked.Predict(PlainTrainer.Noise.Test);
        using PlainTrainer alone = new(1);
        Assert.Equal(alone.Run(), [first, asked.RunEpoch()]);
    }

    [Fact]
    public void A_prediction_sees_the_transformed_image()
    {
        using PlainTrainer plain = new(1);
        using HookedTrainer black = new(1, Array.Clear);
        byte[] nothing = new byte[(28 * 28)];
        Assert.Equal(plain.Predict(nothing).Scores, black.Predict(PlainTrainer.Noise.Test.Image(0)).Scores);
    }

    [Fact]
    public void Weights_written_from_outside_count_at_once()
    {
        using PlainTrainer trainer = new(1);
        trainer.Model.fc.bias.Values[7] = 100f;
        trainer.Model.WeightsChanged();
        Assert.Equal(7, trainer.Predict(PlainTrainer.Noise.Test.Image(0)).Label);
    }

    [Fact]
    public void An_image_of_another_size_is_refused()
    {
        using PlainTrainer trainer = new(1);
        Assert.Equal("1 labels or targets of sequences of 28 × 28 need 784 values, got 783 (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => trainer.Predict(new byte[783])).Message);
    }

    [Fact]
    public void There_is_no_image_beyond_the_last() => Assert.Throws<ArgumentOutOfRangeException>(() => PlainTrainer.Noise.Train.Image(30).Length);

    [Fact]
    public void A_trainer_that_was_disposed_of_says_so_whatever_it_is_asked()
    {
        PlainTrainer trainer = new(2);
        MnistLstm.Engine.Parameter bias = trainer.Model.fc.bias;
        trainer.RunEpoch();
        trainer.Dispose();
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trainer.RunEpoch());
        Assert.Throws<ObjectDisposedException>(() => trainer.Evaluate());
        Assert.Throws<ObjectDisposedException>(() => trainer.Predict(PlainTrainer.Noise.Test));
        Assert.Throws<ObjectDisposedException>(() => trainer.Model);
        Assert.Throws<ObjectDisposedException>(() => bias.Values.Length);
    }
}
