using System.Collections.Generic;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The keys of a spec's <c>reference</c>; the second part of the key table.</summary>
internal static class ReferenceKeys
{
    public static readonly SpecKey Source = new("source", ValueKind.Text, "Where the figures were published.")
    {
        Required = true, AlsoCalled = ["title", "url", "from"], Examples = ["Where these figures stand"],
    };

    public static readonly SpecKey TestAccuracy = new("test_accuracy", ValueKind.Float, "The final test accuracy, a fraction: 0.9807 for 98.07 %.")
    {
        Range = NumberRange.Fraction, AlsoCalled = ["accuracy", "test_acc"], Examples = ["0.9807"],
    };

    public static readonly SpecKey TestRmse =
        new("test_rmse", ValueKind.Float, "The final test RMSE where numbers are predicted, in the targets' unit as reports show it.")
    {
        Range = NumberRange.NotNegative, AlsoCalled = ["rmse", "root_mean_squared_error"], Examples = ["0.0413"],
    };

    public static readonly SpecKey TrainAccuracies = new("train_accuracies", ValueKind.FloatList, "Training accuracy of each epoch, from the first.")
    {
        Range = NumberRange.Fraction, AlsoCalled = ["train_accuracy"], Examples = ["[0.88, 0.95, 0.97]"],
    };

    public static readonly SpecKey TrainLosses = new("train_losses", ValueKind.FloatList, "Training loss of each epoch, as the source prints it.")
    {
        Range = NumberRange.NotNegative, AlsoCalled = ["train_loss"], Examples = ["[0.41, 0.17, 0.12]"],
    };

    public static readonly SpecKey TestAccuracies = new("test_accuracies", ValueKind.FloatList, "Test accuracy of each epoch, from the first.")
    {
        Range = NumberRange.Fraction, Examples = ["[0.93, 0.96, 0.98]"],
    };

    public static readonly SpecKey TestLosses = new("test_losses", ValueKind.FloatList, "Test loss of each epoch, as the source prints it.")
    {
        Range = NumberRange.NotNegative, AlsoCalled = ["test_loss"], Examples = ["[0.22, 0.13, 0.09]"],
    };

    public static readonly SpecKey LossUnit = new(
        "loss_unit", ValueKind.Word,
        "What the source's losses are: the mean over the samples, or the sum of the batches' mean losses divided by the number of samples. Reports show ours "
            + "in the same unit.")
    {
        Default = SpecWords.MeanOfSamples, Words = [SpecWords.MeanOfSamples, SpecWords.BatchMeansPerSample],
        AlsoCalled = ["unit", "loss", "losses", "reduction"],
    };

    public static readonly IReadOnlyList<SpecKey> Keys = [Source, TestAccuracy, TestRmse, TrainAccuracies, TrainLosses, TestAccuracies, TestLosses, LossUnit];

    /// <summary>The figures of classes, each with what is published in its place where numbers are predicted.</summary>
    public static readonly IReadOnlyList<(SpecKey Key, SpecKey Instead)> OfClasses =
        [(TestAccuracy, TestRmse), (TrainAccuracies, TrainLosses), (TestAccuracies, TestLosses)];

    /// <summary>The figures of predicted numbers, each with what is published in its place of classes.</summary>
    public static readonly IReadOnlyList<(SpecKey Key, SpecKey Instead)> OfNumbers = [(TestRmse, TestAccuracy)];
}
