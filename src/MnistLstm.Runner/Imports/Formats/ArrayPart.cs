using System.Globalization;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Puts an array of inputs and one of labels together.</summary>
internal static class ArrayPart
{
    /// <summary>The part.</summary>
    /// <param name="inputs">The inputs: (N, T, I), or (N, T) for one feature; with channels first (N, I, T).</param>
    /// <param name="file">Their file.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="labelFile">Theirs.</param>
    /// <param name="channelsFirst">Whether the axes of steps and features are turned round.</param>
    /// <exception cref="ImportException">The two do not go together.</exception>
    public static RawPart Of(NpyArray inputs, string file, NpyArray labels, string labelFile, bool channelsFirst)
    {
        if (inputs.Shape.Count is not (2 or 3) || inputs.Shape.Any(size => size is < 1 or > int.MaxValue))
        {
            throw new ImportException(file, $"its shape is {inputs.ShapeText}, and sequences are (N, T, I), or (N, T) for one feature", inputs.Shape.Count > 3
                ? "join the axes of a step: X.reshape(N, T, -1)"
                : "name the inputs' file first, then the labels'");
        }

        IReadOnlyList<string> words = labels.Labels();
        (int count, int steps, int features) = ((int)inputs.Shape[0], (int)inputs.Shape[1], inputs.Shape.Count == 3 ? (int)inputs.Shape[2] : 1);
        if (words.Count != count)
        {
            throw new ImportException(labelFile,
                string.Create(CultureInfo.InvariantCulture, $"there are {words.Count:N0} labels for the {count:N0} sequences of {file}"),
                    "each sequence needs one label");
        }

        RawValues values = inputs.Values();
        return channelsFirst && inputs.Shape.Count == 3
            ? new RawPart(file, values.Transposed(count, steps, features), features, steps, words)
            : new RawPart(file, values, steps, features, words);
    }
}
