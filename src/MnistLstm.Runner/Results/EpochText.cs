using System.Globalization;
using System.Text.Json;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>An epoch's metrics as one line of JSON, numbers in their shortest form that reads back to the same bits.</summary>
internal static class EpochText
{
    /// <summary>The keys with their JSON values, in the order they are written.</summary>
    public static IReadOnlyList<(string Key, string Json)> Fields(EpochMetrics epoch) =>
    [
        ("epoch", epoch.Epoch.ToString(CultureInfo.InvariantCulture)),
        ("train_loss", Number(epoch.TrainLoss)),
        ("train_accuracy", Number(epoch.TrainAccuracy)),
        .. Validation(epoch),
        ("test_loss", Number(epoch.TestLoss)),
        ("test_accuracy", Number(epoch.TestAccuracy)),
        ("last_batch_loss", Number(epoch.LastBatchLoss)),
        ("train_loss_sum", Number(epoch.TrainLossSum)),
        ("test_loss_sum", Number(epoch.TestLossSum)),
        ("weights_sha256", $"\"{epoch.WeightsSha256}\""),
    ];

    /// <summary>One line, without its end.</summary>
    public static string Line(IEnumerable<(string Key, string Json)> fields) =>
        "{" + string.Join(", ", fields.Select(f => $"\"{f.Key}\": {f.Json}")) + "}";

    /// <summary>Reads a line back.</summary>
    /// <exception cref="JsonException">A key is missing or its value is of the wrong kind.</exception>
    public static EpochMetrics Parse(JsonElement line) => new(
        Epoch: Value(line, "epoch", JsonValueKind.Number).TryGetInt32(out int epoch) ? epoch : throw new JsonException("epoch is not an integer"),
        TrainLoss: Required(line, "train_loss"),
        TrainAccuracy: Required(line, "train_accuracy"),
        TestLoss: Optional(line, "test_loss"),
        TestAccuracy: Optional(line, "test_accuracy"),
        LastBatchLoss: Required(line, "last_batch_loss"),
        TrainLossSum: Required(line, "train_loss_sum"),
        TestLossSum: Optional(line, "test_loss_sum"),
        WeightsSha256: Value(line, "weights_sha256", JsonValueKind.String).GetString()!)
    {
        ValidationLoss = IfThere(line, "validation_loss"),
        ValidationAccuracy = IfThere(line, "validation_accuracy"),
    };

    /// <summary>The first metric that is NaN or infinite; null when all are numbers.</summary>
    public static string? FirstNotFinite(EpochMetrics epoch) =>
        Metric.All.FirstOrDefault(m => m.Value(epoch) is { } value && !double.IsFinite(value))?.Key;

    /// <summary>A number as it is written and as messages show it; null is <c>null</c>.</summary>
    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "null";

    // Left out without a value: most runs hold nothing out.
    private static IEnumerable<(string Key, string Json)> Validation(EpochMetrics epoch) => epoch.ValidationLoss is null
        ? []
        : [("validation_loss", Number(epoch.ValidationLoss)), ("validation_accuracy", Number(epoch.ValidationAccuracy))];

    private static double? IfThere(JsonElement line, string key) => line.ValueKind == JsonValueKind.Object && line.TryGetProperty(key, out _) ? Required(line, key) : null;

    private static double Required(JsonElement line, string key) => Value(line, key, JsonValueKind.Number).GetDouble();

    private static double? Optional(JsonElement line, string key) =>
        line.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Null ? null : Required(line, key);

    private static JsonElement Value(JsonElement line, string key, JsonValueKind kind)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty(key, out JsonElement value))
        {
            throw new JsonException($"{key} is missing");
        }

        return value.ValueKind == kind ? value : throw new JsonException($"{key} must be a {kind}, got {value.GetRawText()}");
    }
}
