using System.Collections.Generic;

namespace MnistLstm.Generators.Parsing;

/// <summary>The keys of a spec's <c>reference</c>; the second part of the key table.</summary>
internal static class ReferenceKeys
{
    public static readonly SpecKey Source = new("source", ValueKind.Text, "Where the figures were published.")
    {
        Required = true, AlsoCalled = ["title", "url", "from"],
    };

    public static readonly SpecKey TestAccuracy = new("test_accuracy", ValueKind.Float, "The final test accuracy, a fraction: 0.9807 for 98.07 %.")
    {
        Range = NumberRange.Fraction, AlsoCalled = ["accuracy", "test_acc"],
    };

    public static readonly SpecKey TrainAccuracies = new("train_accuracies", ValueKind.FloatList, "Training accuracy of each epoch, from the first.")
    {
        Range = NumberRange.Fraction, AlsoCalled = ["train_accuracy"],
    };

    public static readonly SpecKey TrainLosses = new("train_losses", ValueKind.FloatList, "Training loss of each epoch, as the source prints it.")
    {
        Range = NumberRange.NotNegative, AlsoCalled = ["train_loss"],
    };

    public static readonly SpecKey TestAccuracies = new("test_accuracies", ValueKind.FloatList, "Test accuracy of each epoch, from the first.")
    {
        Range = NumberRange.Fraction,
    };

    public static readonly SpecKey TestLosses = new("test_losses", ValueKind.FloatList, "Test loss of each epoch, as the source prints it.")
    {
        Range = NumberRange.NotNegative, AlsoCalled = ["test_loss"],
    };

    public static readonly IReadOnlyList<SpecKey> Keys = [Source, TestAccuracy, TrainAccuracies, TrainLosses, TestAccuracies, TestLosses];
}
