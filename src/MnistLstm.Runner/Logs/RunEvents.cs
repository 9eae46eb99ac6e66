using MnistLstm.Training;

namespace MnistLstm.Runner.Logs;

/// <summary>What a run has to say to TensorBoard: its spec as a table, and a step of scalars for each epoch.</summary>
internal static class RunEvents
{
    /// <summary>The scalars of an epoch: <c>loss/train</c>, <c>accuracy/test</c>, … those that it has.</summary>
    public static IReadOnlyList<(string Tag, float Value)> Scalars(EpochMetrics epoch) =>
    [
        .. Metric.All.Select(metric => (Tag: Tag(metric.Key), Value: metric.Value(epoch))).Where(scalar => scalar is { Tag: not null, Value: not null })
            .Select(scalar => (scalar.Tag!, (float)scalar.Value!.Value)),
    ];

    /// <summary>The spec: a row a key. What it says may be anything, and stays text.</summary>
    public static string Spec(RunSpec spec, Func<string, string> cell)
    {
        IEnumerable<string> rows = spec.Settings.Select(setting => $"| {cell(setting.Key)} | {cell(setting.Value)} |");
        return string.Concat([$"{cell(spec.Name)}\n\n| key | value |\n| --- | --- |\n", .. rows.Select(row => row + "\n")]);
    }

    // TensorBoard groups by what stands before the slash.
    private static string? Tag(string key) =>
        key.Split('_') is [var part and ("train" or "validation" or "test"), var what and ("loss" or "accuracy" or "mae" or "rmse" or "r2")]
            ? $"{what}/{part}"
            : null;
}
