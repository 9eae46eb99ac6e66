using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;
using MnistLstm.Training.Loop;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>An epoch's figure of the held-out samples and of the test samples, as progress shows them: an accuracy, or the error of predicted
/// numbers.</summary>
internal static class TestedText
{
    /// <summary><c>93.88 %</c>, or <c>RMSE 0.1707</c>; null where the held-out samples were not looked at.</summary>
    public static string? Validation(EpochMetrics? epoch) => Of(epoch?.ValidationAccuracy, epoch?.ValidationErrors);

    /// <summary>The same of the test samples.</summary>
    public static string? Test(EpochMetrics? epoch) => Of(epoch?.TestAccuracy, epoch?.TestErrors);

    private static string? Of(double? accuracy, ErrorFigures? errors) =>
        errors is not null ? "RMSE " + Figures.Loss(errors.Rmse)
        : accuracy is { } fraction ? $"{Figures.Percent(fraction),5} %"
        : null;
}
