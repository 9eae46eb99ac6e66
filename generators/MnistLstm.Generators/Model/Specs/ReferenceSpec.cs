using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Specs;

/// <summary>Published figures; numbers are C# literals of type double.</summary>
/// <param name="Source">Where they were published.</param>
/// <param name="TestAccuracy">The final test accuracy, if given.</param>
/// <param name="TestRmse">The final test RMSE, if given.</param>
/// <param name="TrainAccuracies">Per epoch, from the first.</param>
/// <param name="TrainLosses">Per epoch, as printed.</param>
/// <param name="TestAccuracies">Per epoch.</param>
/// <param name="TestLosses">Per epoch, as printed.</param>
/// <param name="LossUnit">The word of what the losses are.</param>
internal sealed record ReferenceSpec(
    string Source,
    string? TestAccuracy,
    string? TestRmse,
    EquatableArray<string> TrainAccuracies,
    EquatableArray<string> TrainLosses,
    EquatableArray<string> TestAccuracies,
    EquatableArray<string> TestLosses,
    string LossUnit);
