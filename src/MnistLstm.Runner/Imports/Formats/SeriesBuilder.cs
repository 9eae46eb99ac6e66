using System.Globalization;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Collects sequences of one length.</summary>
/// <param name="file">The file, for messages.</param>
internal sealed class SeriesBuilder(string file)
{
    private readonly List<float> _values = [];
    private readonly List<string> _labels = [];
    private string _first = "";
    private int _steps;
    private int _features;

    /// <summary>Adds a sequence.</summary>
    /// <param name="where">Its place, for messages.</param>
    /// <param name="values">[T, I].</param>
    /// <param name="features">I.</param>
    /// <param name="label">Its label.</param>
    /// <exception cref="ImportException">It is longer or shorter than the first, or all together are too much.</exception>
    public void Add(string where, IReadOnlyCollection<float> values, int features, string label)
    {
        if (Misfit(where, values.Count, features) is { } fault)
        {
            throw fault;
        }

        if (_labels.Count == 0)
        {
            (_first, _steps, _features) = (where, values.Count / features, features);
        }

        _values.AddRange(values);
        _labels.Add(label);
    }

    /// <summary>What keeps a sequence from being added; null where nothing does.</summary>
    /// <param name="where">Its place, for messages.</param>
    /// <param name="count">How many values it has.</param>
    /// <param name="features">I.</param>
    public ImportException? Misfit(string where, int count, int features)
    {
        int steps = count / features;
        if (steps == 0 || (_labels.Count > 0 && (steps != _steps || features != _features)))
        {
            return new ImportException(where,
                string.Create(CultureInfo.InvariantCulture, $"the sequence has {steps} steps of {features}, and that of {_first} has {_steps} of {_features}"),
                    "sequences of different lengths are not read: cut or pad them");
        }

        return (long)_values.Count + count > Array.MaxLength / sizeof(float)
            ? new ImportException(where, "there are more values than can be held", "use fewer sequences")
            : null;
    }

    /// <summary>The part.</summary>
    /// <exception cref="ImportException">There is nothing in it.</exception>
    public RawPart Build() => _labels.Count > 0
        ? new RawPart(file, new RawValues([.. _values]), _steps, _features, _labels)
        : throw new ImportException(file, "there are no sequences in it", "name the file that holds the data");
}
