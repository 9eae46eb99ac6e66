using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Settings;
using MnistLstm.Training.Tests.Checkpoints;
using MnistLstm.Training.Tests.Golden;

namespace MnistLstm.Training.Tests;

/// <summary>A training that predicts numbers is the PyTorch script's, and has errors where others have accuracies.</summary>
public sealed class NumbersTests
{
    public static TheoryData<string> Losses => [.. NumbersGolden.Instance.Cases.Select(c => c.Loss)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Losses_and_errors_are_those_of_the_PyTorch_script(string word)
    {
        NumbersGolden.Case golden = NumbersGolden.Instance.Cases.Single(c => c.Loss == word);
        using NumbersTrainer trainer = new(LossWords.Of(word));
        EpochMetrics[] epochs = [.. trainer.Run()];
        foreach ((NumbersGolden.Epoch expected, EpochMetrics got) in golden.Epochs.Zip(epochs))
        {
            Assert.Equal(expected.TrainLoss, got.TrainLoss, 2e-6);
            Assert.Equal(expected.TestLoss, got.TestLoss!.Value, 2e-6);
            Assert.Equal(expected.TestMae, got.TestErrors!.Mae, 2e-6);
            Assert.Equal(expected.TestRmse, got.TestErrors!.Rmse, 2e-6);
            Assert.Equal(expected.TestR2, got.TestErrors!.R2!.Value, 1e-5);
            Assert.Equal((null, null), (got.TrainAccuracy, got.TestAccuracy));
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void It_is_the_same_on_three_threads(string word)
    {
        using NumbersTrainer one = new(LossWords.Of(word), threads: 1, held: 7);
        using NumbersTrainer three = new(LossWords.Of(word), threads: 3, held: 7);
        EpochMetrics[] epochs = [.. one.Run()];
        Assert.Equal(epochs, three.Run());
        Assert.All(epochs, epoch => Assert.NotNull(epoch.ValidationErrors));
    }

    [Fact]
    public void Killed_at_any_batch_it_goes_on_to_the_same_bits()
    {
        using NumbersTrainer whole = new(LossFunction.SmoothL1Loss, held: 5);
        EpochMetrics[] expected = [.. whole.Run()];
        using NumbersTrainer watched = new(LossFunction.SmoothL1Loss, held: 5);
        foreach (byte[] checkpoint in Saving.Run(watched))
        {
            using NumbersTrainer resumed = new(LossFunction.SmoothL1Loss, held: 5);
            resumed.RestoreState(Saving.Read(checkpoint));
            _ = resumed.Run().Count();
            Assert.Equal(expected, resumed.History);
        }
    }

    [Fact]
    public void The_root_of_the_mean_squared_error_is_the_root_of_mse_loss_and_R2_is_zero_for_who_says_the_mean()
    {
        using NumbersTrainer trainer = new(LossFunction.MseLoss);
        EpochMetrics epoch = trainer.RunEpoch();
        Assert.Equal(Math.Sqrt(epoch.TestLoss!.Value), epoch.TestErrors!.Rmse, 1e-6);
        Assert.Equal(Math.Sqrt(epoch.TrainLoss), epoch.TrainErrors!.Rmse, 1e-6);

        ErrorSums sums = new(new RealTargets([1, 2, 3], 1));
        for (int i = 0; i < 3; i++)
        {
            sums.Add([2], i);
        }

        Assert.Equal(new ErrorFigures(2.0 / 3, Math.Sqrt(2.0 / 3), 0), sums.Figures());
    }

    [Fact]
    public void A_target_that_never_changes_has_no_R2()
    {
        ErrorSums sums = new(new RealTargets([1, 5, 2, 5], 2));
        sums.Add([1, 5], 0);
        sums.Add([2, 6], 1);
        Assert.Equal(new ErrorFigures(0.25, 0.5, null), sums.Figures());
    }

    [Fact]
    public void A_prediction_is_the_numbers_and_no_class()
    {
        using NumbersTrainer trainer = new(LossFunction.L1Loss);
        _ = trainer.RunEpoch();
        SequenceSet test = NumbersTrainer.Formulas.Test;
        IReadOnlyList<Prediction> known = trainer.Predict(test);
        IReadOnlyList<Prediction> unknown = trainer.Predict(new SequenceSet(test.Floats, new int[test.Count], test.Steps, test.Features));
        Assert.Equal(known.Select(prediction => prediction.Scores), unknown.Select(prediction => prediction.Scores));
        Assert.All(known, prediction => Assert.Equal((-1, 2), (prediction.Label, prediction.Scores.Count)));
        float expected = (Math.Abs(known[3].Scores[0] - test.Targets!.Of(3)[0]) + Math.Abs(known[3].Scores[1] - test.Targets.Of(3)[1])) / 2;
        Assert.Equal(expected, known[3].Loss!.Value, 1e-6f);
    }

    [Fact]
    public void A_loss_of_classes_and_data_of_numbers_are_refused_together()
    {
        Assert.Contains("CrossEntropy needs classes, which 'formulas' has not",
            Assert.Throws<ArgumentException>(() => new NumbersTrainer(LossFunction.CrossEntropy)).Message);
        Assert.Contains("MseLoss needs targets, which 'noise' has not",
            Assert.Throws<ArgumentException>(() => new NumbersTrainer(LossFunction.MseLoss, data: PlainTrainer.Noise)).Message);
    }

    [Fact]
    public void Normalised_or_cut_the_targets_stay_with_their_sequences()
    {
        SequenceSet set = NumbersTrainer.Formulas.Train;
        Assert.Equal(set.Targets!.Of(5).ToArray(), set.At(5).Targets!.Of(0).ToArray());
        Assert.Equal(set.Targets.Of(9).ToArray(), set.TakeLast(set.Count - 8).Targets!.Of(1).ToArray());
        Assert.Equal(set.Targets.Of(7).ToArray(), set.Select([3, 7]).Targets!.Of(1).ToArray());
        Assert.Equal(set.Targets.Values, set.With(new float[set.Floats.Length]).Targets!.Values);
        Assert.Throws<InvalidOperationException>(() => set.Labels);
    }
}
