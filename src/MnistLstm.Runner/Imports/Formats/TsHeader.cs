using System.Globalization;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>What a <c>.ts</c> file's header says of its rows, each with the line that says it. Rows that are otherwise are refused: one of the two is wrong,
/// and nobody but the file's author knows which.</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="targets">Whether labels are numbers to predict.</param>
internal sealed class TsHeader(string file, bool targets)
{
    private const string Remedy = "correct the header, or the data";

    private (int Count, int Line)? _steps;
    private (int Count, int Line)? _dimensions;
    private (bool IsOne, int Line)? _univariate;
    private (HashSet<string> Names, string Text, int Line)? _classes;
    private bool _labelled;

    /// <summary>Takes a line; true for the last, <c>@data</c>.</summary>
    /// <exception cref="ImportException">It is no header's line, or tells of data that are not read.</exception>
    public bool Takes(string line, int number)
    {
        string where = Where(number);
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string key = words[0].ToLowerInvariant();
        string value = words.Length > 1 ? words[1].ToLowerInvariant() : "";
        Refuse(key, value, where);
        switch (key)
        {
            case "@serieslength":
                _steps = (Count(words, where), number);
                break;
            case "@dimension" or "@dimensions":
                _dimensions = (Count(words, where), number);
                break;
            case "@univariate":
                _univariate = (value == "true", number);
                break;
            case "@classlabel" when value == "true" && !targets:
                _labelled = true;
                string names = string.Join(' ', words.Skip(2).Take(12)) + (words.Length > 14 ? " ..." : "");
                _classes = words.Length > 2 ? ([.. words.Skip(2).Select(word => word.ToLowerInvariant())], names, number) : null;
                break;
            case "@targetlabel" when value == "true":
                _labelled = true;
                break;
            case "@data" when !_labelled:
                throw targets
                    ? new ImportException(where, "the header has no '@targetLabel true'", "leave --targets out for a set with classes")
                    : new ImportException(where, "the header has no '@classLabel true' with the classes", "--targets takes labels for numbers to predict");
        }

        return key == "@data";
    }

    /// <summary>Passes a row that is as the header says.</summary>
    /// <param name="number">Its line.</param>
    /// <param name="dimensions">How many dimensions it has.</param>
    /// <param name="steps">Values of a dimension.</param>
    /// <param name="label">Its label.</param>
    /// <exception cref="ImportException">It is otherwise.</exception>
    public void Pass(int number, int dimensions, int steps, string label)
    {
        string where = Where(number);
        if (_dimensions is { } declared && declared.Count != dimensions)
        {
            throw new ImportException(where,
                $"it has {Dimensions(dimensions)}, and '@dimensions {declared.Count}' in line {declared.Line} declares {declared.Count}",
                dimensions < declared.Count ? $"add the dimension that is missing (':' stands between two), or {Remedy}" : Remedy);
        }

        if (_univariate is { } one && one.IsOne != (dimensions == 1))
        {
            (string said, string meant) = one.IsOne ? ("true", "one") : ("false", "several");
            throw new ImportException(where, $"it has {Dimensions(dimensions)}, and '@univariate {said}' in line {one.Line} declares {meant}", Remedy);
        }

        if (_steps is { } length && length.Count != steps)
        {
            throw new ImportException(where,
                $"it has {steps} values a dimension, and '@seriesLength {length.Count}' in line {length.Line} declares {length.Count}", Remedy);
        }

        // The header parts names by blanks, which a name of two words may have.
        if (_classes is { } classes && !label.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).All(classes.Names.Contains))
        {
            throw new ImportException(where, $"its label is '{label}', and '@classLabel' in line {classes.Line} declares {classes.Text}", Remedy);
        }
    }

    /// <summary>How many there are, in words.</summary>
    public static string Dimensions(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "dimension" : "dimensions")}");

    private void Refuse(string key, string value, string where)
    {
        string? problem = key[0] != '@' ? "the header's lines begin with '@', and data begins after '@data'"
            : key == "@timestamps" && value == "true" ? "values have time stamps"
            : key == "@equallength" && value == "false" ? "sequences have different lengths"
            : key == "@targetlabel" && value == "true" && !targets ? "it has numbers to predict"
            : null;
        if (problem is not null)
        {
            throw new ImportException(where, problem, key == "@targetlabel" ? "--targets takes labels for numbers to predict"
                : "sequences of one length without time stamps are read");
        }
    }

    private static int Count(string[] words, string where) =>
        words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count
        : throw new ImportException(where, $"'{string.Join(' ', words.Take(3))}' declares no number from 1 on", "correct the header, or leave the line out");

    private string Where(int number) => $"{file}, line {number}";
}
