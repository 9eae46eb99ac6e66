using System.Globalization;
using System.Text;
using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>show</c> prints: the module print of PyTorch, the shapes on the way through, the parameters, the spec with its origins.</summary>
internal static class RunDescription
{
    private const string Indent = "  ";
    private const string Gap = "  ";
    private const int LeastLastColumn = 8;

    /// <summary>Prints it; lines too wide for the terminal are parted between words.</summary>
    public static void Print(Terminal terminal, RunSpec spec)
    {
        foreach (string line in Write(spec, terminal.OutputWidth ?? int.MaxValue).TrimEnd('\n').Split('\n'))
        {
            terminal.DataWrapped(line);
        }
    }

    private static string Write(RunSpec spec, int width)
    {
        using SequenceClassifier model = spec.CreateModel();
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{spec.Name}  ({spec.SpecPath})\n");
        if (spec.Description is { } description)
        {
            text.Append(description.Trim()).Append('\n');
        }

        text.Append('\n').Append(model.ToString().TrimEnd('\n')).Append('\n');
        Section(text, width, "shapes, B = batch_size", Shapes(model));
        Section(text, width, "parameters", Parameters(model.Parameters), lastColumnRight: true);
        Section(text, width, "memory", Memory(spec), lastColumnRight: true);
        Section(text, width, "spec", [.. spec.Settings.Select(setting => new[] { setting.Key, setting.Value, Origin(spec, setting) })]);
        if (Rates(spec) is { Count: > 0 } rates)
        {
            Section(text, width, "learning rate", rates);
        }

        if (spec.Hooks is { } hooks)
        {
            Section(text, width, "hooks", [.. hooks.Files.Select(file => new[] { file })]);
        }

        if (spec.Reference is { } reference)
        {
            string figure = reference.TestAccuracy is { } accuracy ? $"  test {Figures.Percent(accuracy)} %"
                : reference.TestRmse is { } rmse ? $"  test RMSE {Figures.Loss(rmse)}" : "";
            text.Append(CultureInfo.InvariantCulture, $"\npublished{figure}  ({reference.Source})\n");
        }

        return text.ToString();
    }

    private static List<string[]> Shapes(SequenceClassifier model) =>
    [
        ["input", string.Create(CultureInfo.InvariantCulture, $"[B, {model.Steps}, {model.InputSize}]")],
        .. model.Shapes.Select(shape => new[] { shape.Name, shape.OutputShape }),
    ];

    private static List<string[]> Parameters(ParameterSet parameters) =>
    [
        .. parameters.Select(
            p => new[] { p.Name, $"[{string.Join(", ", p.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]", Figures.Count(p.Count) }),
        ["total", "", Figures.Count(parameters.TotalCount)],
    ];

    // On one thread; further ones add little.
    private static List<string[]> Memory(RunSpec spec)
    {
        using SequenceClassifier model = spec.CreateModel();
        int batch = MemoryEstimate.BatchSize(spec);
        TrainingMemory whole = MemoryEstimate.Training(spec, threads: 1, room: long.MaxValue);
        TrainingMemory least = MemoryEstimate.Training(spec, threads: 1, room: 0);
        ExecutionMemory kept = ExecutionMemory.Of(model, batch, new ExecutionOptions(1, SimdWidth.Vector512));
        List<string[]> rows =
        [
            ["training keeps of a sample's step", Figures.Count(kept.BytesOfSteps / model.Steps / batch) + " bytes"],
            ["training takes beside its data", Figures.Size(whole.Bytes)],
        ];
        if (least.Buffers.BlockSteps is not null)
        {
            rows.Add(["or, with --memory, at least", Figures.Size(least.Bytes)]);
        }

        return rows;
    }

    // A long schedule is told by its beginning and its end.
    private static List<string[]> Rates(RunSpec spec)
    {
        List<string[]> rows =
        [
            .. LearningRates.Stretches(spec).Select(stretch => new[]
            {
                spec.StepAt(stretch.First - 1) is { } step ? string.Create(CultureInfo.InvariantCulture, $"step {step + 1}")
                    : stretch.First == stretch.Last ? string.Create(CultureInfo.InvariantCulture, $"epoch {stretch.First}")
                    : string.Create(CultureInfo.InvariantCulture, $"epochs {stretch.First} to {stretch.Last}"),
                stretch.Rate.ToString("R", CultureInfo.InvariantCulture),
            })
        ];
        return rows;
    }

    private static string Origin(RunSpec spec, Setting setting) =>
        setting.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{spec.SpecPath}:{line}")
        : setting.Key == StartingWeights.Key ? "--from"
        : setting.Key == SpecKeys.WeightDecay && spec[SpecKeys.Optimizer] == "adamw" ? "default; PyTorch's AdamW would take 0.01"
        : "default";

    private static void Section(StringBuilder text, int width, string title, IReadOnlyList<string[]> rows, bool lastColumnRight = false)
    {
        text.Append('\n').Append(title).Append('\n');
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];

        // What stands in the last column may go on below; where not even the others fit, rows do without columns.
        bool aligned = Fits(widths, width) || (!lastColumnRight && Fits([.. widths[..^1], LeastLastColumn], width));
        foreach (string[] row in rows)
        {
            string plain = Indent + string.Join(Gap, row.Where(cell => cell.Length > 0));
            IEnumerable<string> cells = row.Select((cell, i) => lastColumnRight && i == row.Length - 1 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            string line = aligned ? (Indent + string.Join(Gap, cells)).TrimEnd() : plain;
            text.Append(line.Length > width && plain.Length <= width ? plain : line).Append('\n');
        }
    }

    private static bool Fits(int[] widths, int width) => Indent.Length + widths.Sum() + (Gap.Length * (widths.Length - 1)) <= width;
}
