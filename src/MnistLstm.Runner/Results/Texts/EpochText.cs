using MnistLstm.Training.Loop;
using System.Globalization;
using System.Text;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results.Texts;

/// <summary>An epoch's metrics as one line of JSON, numbers in their shortest form that reads back to the same bits.</summary>
internal static class EpochText
{
    /// <summary>The keys with their JSON values, in the order they are written.</summary>
    public static IReadOnlyList<(string Key, string Json)> Fields(EpochMetrics epoch) =>
    [
        ("epoch", epoch.Epoch.ToString(CultureInfo.InvariantCulture)),
        .. epoch.Step is { } step ? [("step", step.ToString(CultureInfo.InvariantCulture))] : Array.Empty<(string Key, string Json)>(),
        ("train_loss", Number(epoch.TrainLoss)),
        ("train_accuracy", Number(epoch.TrainAccuracy)),
        .. Validation(epoch),
        ("test_loss", Number(epoch.TestLoss)),
        ("test_accuracy", Number(epoch.TestAccuracy)),
        ("last_batch_loss", Number(epoch.LastBatchLoss)),
        ("train_loss_sum", Number(epoch.TrainLossSum)),
        ("test_loss_sum", Number(epoch.TestLossSum)),
        .. Errors("train", epoch.TrainErrors),
        .. Errors("validation", epoch.ValidationErrors),
        .. Errors("test", epoch.TestErrors),
        .. epoch.FirstBatchLoss is { } began ? [("first_batch_loss", Number(began))] : Array.Empty<(string Key, string Json)>(),
        ("weights_sha256", $"\"{epoch.WeightsSha256}\""),
    ];

    /// <summary>One line, without its end.</summary>
    public static string Line(IEnumerable<(string Key, string Json)> fields) =>
        "{" + string.Join(", ", fields.Select(f => $"\"{f.Key}\": {f.Json}")) + "}";

    /// <summary>The content of epochs.jsonl.</summary>
    public static byte[] File(IEnumerable<EpochMetrics> epochs) => Encoding.UTF8.GetBytes(string.Concat(epochs.Select(epoch => Line(Fields(epoch)) + "\n")));

    /// <summary>The first metric that is NaN or infinite; null when all are numbers.</summary>
    public static string? FirstNotFinite(EpochMetrics epoch) =>
        Metric.All.FirstOrDefault(m => m.Value(epoch) is { } value && !double.IsFinite(value))?.Key;

    /// <summary>A number as it is written and as messages show it; null is <c>null</c>.</summary>
    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "null";

    // Left out without a value: most runs hold nothing out.
    private static IEnumerable<(string Key, string Json)> Validation(EpochMetrics epoch) => epoch.ValidationLoss is null
        ? []
        : [("validation_loss", Number(epoch.ValidationLoss)), ("validation_accuracy", Number(epoch.ValidationAccuracy))];

    // Left out where classes are predicted.
    private static IEnumerable<(string Key, string Json)> Errors(string part, ErrorFigures? errors) => errors is null
        ? []
        : [($"{part}_mae", Number(errors.Mae)), ($"{part}_rmse", Number(errors.Rmse)), ($"{part}_r2", Number(errors.R2))];
}
