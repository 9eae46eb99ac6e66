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
        int steps = values.Count / features;
        if (_labels.Count == 0)
        {
            (_first, _steps, _features) = (where, steps, features);
        }

        if (steps != _steps || features != _features || steps == 0)
        {
            throw new ImportException(where,
                string.Create(CultureInfo.InvariantCulture, $"the sequence has {steps} steps of {features}, and that of {_first} has {_steps} of {_features}"),
                    "sequences of different lengths are not read: cut or pad them");
        }

        if ((long)_values.Count + values.Count > Array.MaxLength / sizeof(float))
        {
            throw new ImportException(where, "there are more values than can be held", "use fewer sequences");
        }

        _values.AddRange(values);
        _labels.Add(label);
    }

    /// <summary>The part.</summary>
    /// <exception cref="ImportException">There is nothing in it.</exception>
    public RawPart Build() => _labels.Count > 0
        ? new RawPart(file, new RawValues([.. _values]), _steps, _features, _labels)
        : throw new ImportException(file, "there are no sequences in it", "name the file that holds the data");
}
