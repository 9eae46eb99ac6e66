using System.Globalization;
using MnistLstm.Engine.Execution;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Puts an array of inputs and one of labels together.</summary>
internal static class ArrayPart
{
    /// <summary>The part.</summary>
    /// <param name="inputs">The inputs: (N, T, I), or (N, T) for one feature; with channels first (N, I, T).</param>
    /// <param name="file">Their file.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="labelFile">Theirs.</param>
    /// <param name="options">Whether the axes of steps and features are turned round, and whether labels are numbers to predict.</param>
    /// <exception cref="ImportException">The two do not go together.</exception>
    public static RawPart Of(NpyArray inputs, string file, NpyArray labels, string labelFile, ImportOptions options)
    {
        if (inputs.Shape.Count is not (2 or 3) || inputs.Shape.Any(size => size is < 1 or > int.MaxValue))
        {
            throw new ImportException(file, $"its shape is {inputs.ShapeText}, and sequences are (N, T, I), or (N, T) for one feature", inputs.Shape.Count > 3
                ? "join the axes of a step: X.reshape(N, T, -1)"
                : "name the inputs' file first, then the labels'");
        }

        RealTargets? targets = options.Targets ? Targets(labels, labelFile) : null;
        IReadOnlyList<string> words = targets is null ? labels.Labels() : [];
        int answers = targets?.Count ?? words.Count;
        (int count, int steps, int features) = ((int)inputs.Shape[0], (int)inputs.Shape[1], inputs.Shape.Count == 3 ? (int)inputs.Shape[2] : 1);
        if (answers != count)
        {
            string kind = targets is null ? "labels" : "targets";
            throw new ImportException(labelFile,
                string.Create(CultureInfo.InvariantCulture, $"there are {answers:N0} {kind} for the {count:N0} sequences of {file}"),
                targets is null ? "each sequence needs one label" : "each sequence needs its targets");
        }

        bool turned = options.ChannelsFirst && inputs.Shape.Count == 3;
        RawValues values = inputs.Values(place =>
        {
            (int sequence, int within) = Math.DivRem(place, steps * features);
            (int first, int second) = Math.DivRem(within, features);
            return turned ? $"sequence {sequence}, step {second}, feature {first}" : $"sequence {sequence}, step {first}, feature {second}";
        });
        RawPart part = turned
            ? new RawPart(file, values.Transposed(count, steps, features), features, steps, words)
            : new RawPart(file, values, steps, features, words);
        return part with { Targets = targets, LabelFile = labelFile };
    }

    private static RealTargets Targets(NpyArray targets, string file)
    {
        if (targets.Shape.Count is not (1 or 2) || targets.Shape.Any(size => size < 1))
        {
            throw new ImportException(file, $"its shape is {targets.ShapeText}, and targets are (N,), or (N, K) for several of a sequence",
                "name the inputs' file first, then the targets'");
        }

        if (targets.IsText)
        {
            throw new ImportException(file, "it holds text, and --targets predicts numbers", "leave --targets out where labels are classes");
        }

        int width = targets.Shape.Count == 1 ? 1 : (int)targets.Shape[1];
        RawValues values = targets.Values(place => $"sequence {place / width}, target {place % width}");
        return new RealTargets([.. Enumerable.Range(0, values.Length).Select(place => values[place])], width);
    }
}
