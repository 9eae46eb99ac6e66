using MnistLstm.Training.Data;
using MnistLstm.Training.Tests.Checkpoints;

namespace MnistLstm.Training.Tests;

/// <summary>A class of weight 0 is ignored; where every sample is of such a class there is no mean.</summary>
public sealed class IgnoredClassTests
{
    // Labels are 7 n mod 10; of class 3 the training samples have two, and the test samples none.
    private static readonly Dataset s_data = new("formulas", FormulaImages.Make(25, 0), FormulaImages.Make(9, 99), Sha256: "");

    [Fact]
    public void Samples_of_an_ignored_class_move_no_weight()
    {
        Dataset changed = s_data with { Train = FormulaImages.Make(25, 0) };
        changed.Train.Bytes.AsSpan(5 * 784, 784).Fill(200); // sample 5 is of class 5
        Assert.Equal(Weights(s_data, 0), Weights(changed, 0));
        Assert.NotEqual(Weights(s_data, 1), Weights(changed, 1));
    }

    [Fact]
    public void A_batch_of_ignored_classes_alone_ends_the_training_and_says_why()
    {
        using SmallTrainer trainer = Trainer(s_data, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], batch: 3);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.RunEpoch());
        Assert.Matches("^the loss became NaN in epoch 1, batch [0-9]; all samples of the batch are of classes whose class_weights are 0, so there is no mean "
            + "to take, as in PyTorch: a larger batch_size, or drop_last where it is the last batch, or weights above 0$", error.Message);
    }

    [Fact]
    public void So_do_test_samples_of_ignored_classes_alone()
    {
        using SmallTrainer trainer = Trainer(s_data, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], batch: 25);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.RunEpoch());
        Assert.StartsWith("the test loss became NaN in epoch 1; all test samples are of classes whose class_weights are 0, ", error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    public void Weights_are_not_negative_and_one_is_above_0(double first, double last)
    {
        using SmallTrainer trainer = Trainer(s_data, [first, 0, 0, 0, 0, 0, 0, 0, 0, last], batch: 25);
        Assert.Contains("at least 0 and one of them above", Assert.Throws<ArgumentException>(() => trainer.RunEpoch()).Message, StringComparison.Ordinal);
    }

    private static string Weights(Dataset data, double ofFive)
    {
        using SmallTrainer trainer = Trainer(data, [1, 1, 1, 1, 1, ofFive, 1, 1, 1, 1], batch: 25);
        return trainer.RunEpoch().WeightsSha256;
    }

    private static SmallTrainer Trainer(Dataset data, double[] weights, int batch)
    {
        ResumeCase training = new();
        return new(training, data, 1, training.Plan(1) with { BatchSize = batch, ClassWeights = weights });
    }
}
