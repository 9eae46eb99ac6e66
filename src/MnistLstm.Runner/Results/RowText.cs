using System.Globalization;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>What a row of metrics is called: by its epoch, or where steps are counted by the steps that are done.</summary>
internal static class RowText
{
    /// <summary><c>epoch 3</c>, or <c>step 300</c>.</summary>
    public static string Of(EpochMetrics row) => row.Step is { } step ? Step(step) : Epoch(row.Epoch);

    /// <summary>The same of a run's row, from 1.</summary>
    public static string Of(RunSpec spec, int row) => spec.StepAt(row) is { } step ? Step(step) : Epoch(row);

    /// <summary><c>epoch 3/9</c>, or <c>step 300/900</c>.</summary>
    public static string OfAll(RunSpec spec, int row) => $"{(spec.Steps is null ? "epoch" : "step")} {Part(spec, row)}";

    /// <summary><c>3/9</c>, or <c>300/900</c>.</summary>
    public static string Part(RunSpec spec, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{(row == 0 ? 0 : Number(spec, row))}/{spec.Steps ?? spec.Epochs}");

    /// <summary>Its number: the epoch, or the steps that are done.</summary>
    public static int Number(RunSpec spec, int row) => spec.StepAt(row) ?? row;

    private static string Epoch(int epoch) => string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}");

    private static string Step(int step) => string.Create(CultureInfo.InvariantCulture, $"step {step}");
}
